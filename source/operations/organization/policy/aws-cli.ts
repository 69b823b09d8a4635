import {policyType, policyName, type PolicyPlace, type PolicyTexts} from './policy-texts.ts';
import type {Wave} from './waves.ts';

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
	const top = waves.at(-1)?.target;
	const root = top?.startsWith('r-') ? shellWord(top) : 'ROOT_ID';
	yield `AUDIT=${shellQuoted(audit)}\n`;
	yield `aws organizations enable-policy-type --root-id ${root} --policy-type ${policyType}  # once; says so where it is enabled already\n`;
	for (const [index, wave] of waves.entries()) {
		yield `\n# Wave ${index + 1}, audit_mode: ${wave.title} (${wave.targetName})\n`;
		yield `${variableOf(wave)}=$(aws organizations create-policy --type ${policyType} --name ${policyName(wave)} --description 'EC2 Allowed AMIs: ${wave.title}' --content "$AUDIT" --query Policy.PolicySummary.Id --output text)\n`;
		yield `aws organizations attach-policy --policy-id "$${variableOf(wave)}" --target-id ${shellWord(wave.target)}\n`;
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
