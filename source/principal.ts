/**
What a person recognises of an ARN: `assumed-role/Admin/jane` is `Admin/jane`, `user/team/jane` is `jane`. The role names that IAM Identity
Center makes up lose their frame: `AWSReservedSSO_Admin_0123456789abcdef` is `Admin`.
@see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
*/
export function principalOf(arn: string): string {
	const resource = arn.split(':').slice(5).join(':');
	const [type, ...path] = resource.split('/');
	if (type === 'assumed-role') {
		const [role = '', ...session] = path;
		return [role.replace(/^AWSReservedSSO_(.+)_[\da-f]{16}$/, '$1'), ...session].join('/');
	}

	return path.at(-1) ?? resource;
}
