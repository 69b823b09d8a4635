import {capitalized} from '../../../capitalized.ts';
import {isStructure} from '../../../criteria/validation/structure.ts';
import {policyName, policyType, stepsOf, type PolicyPlace, type PolicyTexts} from './policy-texts.ts';
import type {Wave} from './waves.ts';

/**
The policies as a CloudFormation template, in JSON. A parameter holds the state of each wave: as it is written the pilot audits and nothing else
is there.
@see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-organizations-policy.html
*/
export function cloudFormation(texts: PolicyTexts, {waves}: PolicyPlace): string {
	const {audit, enabled} = texts;
	const states = ['none', 'audit_mode', ...(enabled === undefined ? [] : ['enabled'])];
	const parameters = waves.map((wave, index): readonly [string, object] => [
		parameterOf(wave),
		{
			Type: 'String',
			Description: `Wave ${index + 1}: ${wave.title}`,
			AllowedValues: states,
			Default: index === 0 ? 'audit_mode' : 'none',
		},
	]);
	const template = {
		AWSTemplateFormatVersion: '2010-09-09',
		Description: 'EC2 Allowed AMIs, enforced by declarative policies, one for each wave. For the management account.',
		Parameters: Object.fromEntries(parameters),
		Conditions: Object.fromEntries(
			waves.map((wave) => [conditionOf(wave), {'Fn::Not': [{'Fn::Equals': [{Ref: parameterOf(wave)}, 'none']}]}]),
		),
		Resources: Object.fromEntries(
			waves.map((wave, index) => [
				`Wave${index + 1}${titled(wave)}`,
				{
					Type: 'AWS::Organizations::Policy',
					Condition: conditionOf(wave),
					Properties: {
						Name: policyName(wave),
						Type: policyType,
						Description: `EC2 Allowed AMIs: ${wave.title}`,
						Content: enabled === undefined ? contentOf(audit) : contentOf(enabled, {Ref: parameterOf(wave)}),
						TargetIds: [wave.target],
					},
				},
			]),
		),
	};
	return `${JSON.stringify(template, undefined, 2)}\n`;
}

/** What the stack is deployed with, step by step. They run in a POSIX shell. */
export function* cloudFormationCommands(texts: PolicyTexts, {waves}: PolicyPlace): Generator<string, void> {
	for (const step of stepsOf(waves, texts)) {
		const values = [...step].map(([wave, state]) => `${parameterOf(wave)}=${state}`);
		yield `aws cloudformation deploy --stack-name allowed-amis --template-file policy.json --parameter-overrides ${values.join(' ')}\n`;
	}
}

/** The policy as an object; its state from a parameter where it is given one. */
function contentOf(policy: string, state?: object): unknown {
	return JSON.parse(policy, (key, value: unknown) =>
		state !== undefined && key === 'state' && isStructure(value) ? {'@@assign': state} : value,
	);
}

function titled({name}: Wave): string {
	return capitalized(name);
}

function parameterOf(wave: Wave): string {
	return `${titled(wave)}State`;
}

function conditionOf(wave: Wave): string {
	return `Has${titled(wave)}`;
}
