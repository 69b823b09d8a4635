import {quoteForTerraform} from '../../../criteria/formats/terraform.ts';
import {policyName, policyType, stepsOf, type PolicyPlace, type PolicyTexts} from './policy-texts.ts';

/**
The policies and their attachments as a Terraform configuration. A variable holds the state of each wave: as it is written the pilot audits and
nothing else is there; the comments say what it is set to next.
@see https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/organizations_policy
*/
export function* terraform(texts: PolicyTexts, {waves}: PolicyPlace): Generator<string, void> {
	const {audit, enabled} = texts;
	const steps = stepsOf(waves, texts).map(
		(step) => `{ ${[...step].map(([{name}, state]) => `${name} = ${quoteForTerraform(state)}`).join(', ')} }`,
	);
	yield '# The state of each wave. The steps, each only once the one before has been watched:\n';
	for (const [index, step] of steps.entries()) {
		yield `#   ${index + 1}. ${step}\n`;
	}

	yield `variable "allowed_amis" {\n  type    = map(string)\n  default = ${steps[0] ?? '{}'}\n}\n\n`;
	// The text itself: jsonencode would write some characters as escapes, which count.
	yield `locals {\n  allowed_amis_policies = {\n    none       = ""\n    audit_mode = ${quoteForTerraform(audit)}\n`;
	if (enabled !== undefined) {
		yield `    enabled    = ${quoteForTerraform(enabled)}\n`;
	}

	yield '  }\n}\n';
	for (const [index, wave] of waves.entries()) {
		const resource = policyName(wave).replaceAll('-', '_');
		const present = `  count = var.allowed_amis.${wave.name} == "none" ? 0 : 1\n\n`;
		yield `\n# Wave ${index + 1}: ${wave.title} (${wave.targetName})\n`;
		yield `resource "aws_organizations_policy" "${resource}" {\n${present}  name    = ${quoteForTerraform(policyName(wave))}\n  type    = "${policyType}"\n  content = local.allowed_amis_policies[var.allowed_amis.${wave.name}]\n}\n\n`;
		yield `resource "aws_organizations_policy_attachment" "${resource}" {\n${present}  policy_id = aws_organizations_policy.${resource}[0].id\n  target_id = ${quoteForTerraform(wave.target)}\n}\n`;
	}
}
