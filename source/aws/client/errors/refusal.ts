/** What AWS says of a refusal, as far as its sentence goes. */
export type Refusal = {
	/** `arn:aws:sts::111122223333:assumed-role/Reader/jane`: whom it was denied to. */
	readonly principal?: string;
	/** `ec2:DescribeImages`: what was denied; not always what was called. */
	readonly action?: string;
	readonly resource?: string;
	/** The kind of policy that denied it. */
	readonly policy?: PolicyKind;
	/** Whether that policy says no, or nothing says yes. */
	readonly isExplicit?: boolean;
};

/** As AWS spells them. */
export type PolicyKind =
	| 'identity-based policy'
	| 'resource-based policy'
	| 'permissions boundary'
	| 'session policy'
	| 'service control policy'
	| 'resource control policy'
	| 'VPC endpoint policy'
	| 'role trust policy';

const policyKinds: readonly PolicyKind[] = [
	'identity-based policy',
	'resource-based policy',
	'permissions boundary',
	'session policy',
	'service control policy',
	'resource control policy',
	'VPC endpoint policy',
	'role trust policy',
];

/**
Reads the sentence in which AWS denies something: `User: ARN is not authorized to perform: ACTION on resource: ARN because no identity-based
policy allows the ACTION action`, or `… with an explicit deny in a service control policy`. What it doesn't say stays unsaid.
@see https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
*/
export function readRefusal(sentence: string): Refusal {
	const text = sentence.replaceAll(/\s+/g, ' ');
	const principal = /\buser: (arn:[^\s,]{1,2048}|[^\s,]{1,256}) is not authorized/i.exec(text)?.[1];
	const action = /\bnot authorized to perform:? ?([a-z][\w-]{1,63}:\w{1,128})/i.exec(text)?.[1];
	const resource = /\bon resource: (\S{1,2048})/i.exec(text)?.[1];
	const explicit = /\bexplicit deny in (?:an?|the) ([\w -]{1,60})/i.exec(text)?.[1];
	const implicit = /\bbecause no ([\w -]{1,60}?) allows\b/i.exec(text)?.[1];
	const policy = kindOf(explicit ?? implicit);
	return {
		...(principal !== undefined && {principal}),
		...(action !== undefined && {action}),
		...(resource !== undefined && {resource: resource.replace(/[,.;]$/, '')}),
		...(policy !== undefined && {policy}),
		...((explicit ?? implicit) !== undefined && {isExplicit: explicit !== undefined}),
	};
}

function kindOf(words = ''): PolicyKind | undefined {
	return policyKinds.find((kind) => words.toLowerCase().startsWith(kind.toLowerCase()));
}

/**
Whether a refusal is one by a policy of the organization that manages the settings: AWS's default text of today, and the one before. The
organization may have put a text of its own in its place; then only what the Region reports can tell.
@see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_declarative_syntax.html
*/
export function isByOrganization(sentence: string): boolean {
	return /\bdeclarative polic(?:y|ies)\b|\borgani[sz]ational polic(?:y|ies) in effect\b/i.test(sentence);
}

/** What to do in a Region that a policy manages. */
export const managedElsewhere =
	'Review the Region here; only the administrators of the organization can change its settings.';
