import {roleTemplate, usualRole} from '../../aws/organization/role-template.ts';
import {safeText} from '../../safe-text.ts';
import {defineSubcommand} from '../options/definition.ts';
import {exitCodes, UsageError} from '../program/exit-code.ts';
import {jsonText} from '../program/json.ts';
import {print} from '../program/terminal.ts';

/** CloudFormation of the reader role, for a StackSet. */
export const roleTemplateCommand = defineSubcommand(
	{
		summary: 'CloudFormation of the least-privilege reader role, for a StackSet',
		uses: [],
		examples: ['org role-template --principal arn:aws:iam::111122223333:role/Auditor > reader.json'],
		declare: (command) =>
			command
				.option('--role <name>', 'what the role is called', usualRole)
				.option('--principal <arn>', 'the role, user or account that may assume it; without it, a parameter')
				.option('--external-id <id>', 'the external ID that whoever assumes it has to give'),
	},
	async (_context, {role, principal, externalId}) => {
		if (!/^[\w+,\-.=@]{1,64}$/.test(role)) {
			throw new UsageError(
				`"${safeText(role)}" is not the name of a role.`,
				'It has 1 to 64 letters, digits and + = , . @ _ -, without a path.',
			);
		}

		if (externalId !== undefined && !/^[\w+,\-./:=@]{2,1224}$/.test(externalId)) {
			throw new UsageError(
				`"${safeText(externalId)}" is not an external ID.`,
				'It has 2 to 1,224 letters, digits and + = , . @ : / -.',
			);
		}

		const template = roleTemplate({
			role,
			...(principal !== undefined && {principal: principalOf(principal)}),
			...(externalId !== undefined && {externalId}),
		});
		await print(jsonText(template));
		return exitCodes.done;
	},
);

/** Whom a role can trust: not a session, but the role behind it. */
function principalOf(principal: string): string {
	// IAM takes an account by its ID in every partition; an ARN would have to name the right one.
	if (/^\d{12}$/.test(principal)) {
		return principal;
	}

	if (/^arn:aws[-a-z]*:iam::\d{12}:(?:root|(?:role|user)\/.+)$/.test(principal)) {
		return principal;
	}

	const session = /^(arn:aws[-a-z]*):sts::(\d{12}):assumed-role\/([^/]+)\//.exec(principal);
	throw new UsageError(
		`"${safeText(principal)}" is nobody that a role can trust.`,
		session === null
			? 'Give the ARN of a role or user, or an account ID of 12 digits.'
			: `It is a session: give the role, ${session[1]}:iam::${session[2]}:role/${session[3]} (with its path, if it has one).`,
	);
}
