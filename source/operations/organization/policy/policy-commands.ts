import type {Wave} from './waves.ts';

export type PolicyTexts = {
	/** Minified JSON. */
	readonly audit: string;
	/** Present where the policy is to enforce in the end. */
	readonly enabled?: string;
};

export type PolicyPlace = {
	/** The folder and the role of the verifying command. */
	readonly folder: string;
	readonly role: string;
	readonly waves: readonly Wave[];
};

const type = 'DECLARATIVE_POLICY_EC2';

/** A policy's name in Organizations, one for each wave: so that each can be moved from auditing to enforcing by itself. */
function nameOf({name}: Wave): string {
	return name === 'rest' ? 'allowed-amis' : `allowed-amis-${name}`;
}

/**
The commands that create a policy and attach it, wave by wave, auditing first; and, where it is to enforce in the end, those that make it do so,
wave by wave again. They run in a POSIX shell.
@see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_policies_create.html
*/
export function* awsCliCommands(
	{audit, enabled}: PolicyTexts,
	{folder, role, waves}: PolicyPlace,
): Generator<string, void> {
	const verify = (state: string) =>
		`allowed-amis org verify ${shellWord(folder)} --role ${shellWord(role)} --state ${state}\n`;
	const root = waves.at(-1)?.target ?? 'ROOT_ID';
	yield `AUDIT=${shellQuoted(audit)}\n`;
	yield `aws organizations enable-policy-type --root-id ${root} --policy-type ${type}  # once; says so where it is enabled already\n`;
	for (const [index, wave] of waves.entries()) {
		yield `\n# Wave ${index + 1}, audit_mode: ${wave.title} (${wave.targetName})\n`;
		yield `${variableOf(wave)}=$(aws organizations create-policy --type ${type} --name ${nameOf(wave)} --description 'EC2 Allowed AMIs: ${wave.title}' --content "$AUDIT" --query Policy.PolicySummary.Id --output text)\n`;
		yield `aws organizations attach-policy --policy-id "$${variableOf(wave)}" --target-id ${wave.target}\n`;
		yield verify('audit-mode');
	}

	if (enabled === undefined) {
		return;
	}

	yield '\n# From here on launches are blocked. Each wave only once the one before has been watched.\n';
	yield `ENABLED=${shellQuoted(enabled)}\n`;
	for (const [index, wave] of waves.entries()) {
		yield `\n# Wave ${index + 1}, enabled: ${wave.title} (${wave.targetName})\n`;
		yield `aws organizations update-policy --policy-id "$${variableOf(wave)}" --content "$ENABLED"\n`;
		yield verify('enabled');
	}
}

/**
The same for Terraform.
@see https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/organizations_policy
*/
export function* terraform({audit, enabled}: PolicyTexts, {waves}: PolicyPlace): Generator<string, void> {
	yield 'locals {\n';
	yield `  allowed_amis_audit = ${hclQuoted(audit)}\n`;
	if (enabled !== undefined) {
		yield `  allowed_amis_enabled = ${hclQuoted(enabled)}\n`;
	}

	yield '}\n';
	for (const [index, wave] of waves.entries()) {
		const name = nameOf(wave).replaceAll('-', '_');
		const later = enabled === undefined ? '' : '  # then: local.allowed_amis_enabled';
		yield `\n# Wave ${index + 1}: ${wave.title} (${wave.targetName})\n`;
		yield `resource "aws_organizations_policy" "${name}" {\n  name    = "${nameOf(wave)}"\n  type    = "${type}"\n  content = local.allowed_amis_audit${later}\n}\n\n`;
		yield `resource "aws_organizations_policy_attachment" "${name}" {\n  policy_id = aws_organizations_policy.${name}.id\n  target_id = "${wave.target}"\n}\n`;
	}
}

/**
The same as a CloudFormation template, in JSON. Every policy audits; to enforce, each Content in turn is replaced by the first line above.
@see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-organizations-policy.html
*/
export function cloudFormation({audit}: PolicyTexts, {waves}: PolicyPlace): string {
	const content: unknown = JSON.parse(audit);
	const resources = waves.map((wave, index): readonly [string, object] => [
		`Wave${index + 1}${wave.name.charAt(0).toUpperCase()}${wave.name.slice(1)}`,
		{
			Type: 'AWS::Organizations::Policy',
			// One wave after the other.
			...(index > 0 && {DependsOn: `Wave${index}${titled(waves[index - 1])}`}),
			Properties: {
				Name: nameOf(wave),
				Type: type,
				Description: `EC2 Allowed AMIs: ${wave.title}`,
				Content: content,
				TargetIds: [wave.target],
			},
		},
	]);
	return `${JSON.stringify({AWSTemplateFormatVersion: '2010-09-09', Resources: Object.fromEntries(resources)}, undefined, '  ')}\n`;
}

function titled(wave: Wave | undefined): string {
	const name = wave?.name ?? '';
	return name.charAt(0).toUpperCase() + name.slice(1);
}

function variableOf({name}: Wave): string {
	return `${name.toUpperCase()}_POLICY`;
}

/** A text as one word of a POSIX shell. */
function shellQuoted(text: string): string {
	return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

function shellWord(text: string): string {
	return /^[\w%+,\-./:=@]+$/.test(text) ? text : shellQuoted(text);
}

/** A text as a string of HCL, which reads `${` and `%{` as templates. */
function hclQuoted(text: string): string {
	return JSON.stringify(text).replaceAll('${', '$${').replaceAll('%{', '%%{');
}
