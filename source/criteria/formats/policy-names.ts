/** How declarative policies spell what the EC2 API spells otherwise. */
import {mostCriteria} from '../criterion.ts';
import type {Spelling} from '../parameters/parameter.ts';
import {allParameters, type ParameterName} from '../parameters/registry.ts';

type PolicySpelling = Spelling<unknown>;

/** `criteria_1` to `criteria_10`. */
export const criterionNames: readonly string[] = Array.from(
	{length: mostCriteria},
	(_, index) => `criteria_${index + 1}`,
);

/** What else the policies of EC2 can say: nothing about criteria. */
export const otherAttributes = [
	'vpc_block_public_access',
	'vpc_encryption_controls',
	'serial_console_access',
	'image_block_public_access',
	'instance_metadata_defaults',
	'snapshot_block_public_access',
];

/** The parameters that policies can say, by the name that they have there. */
export const policyParameters: ReadonlyMap<string, {readonly name: ParameterName; readonly spelling: PolicySpelling}> =
	new Map(
		allParameters.flatMap(([name, {policy: spelling}]) =>
			spelling === undefined ? [] : [[spelling.name, {name, spelling}]],
		),
	);

export const policyStates: readonly string[] = ['enabled', 'audit_mode', 'disabled'];
export function stateFromPolicy(state: string): string {
	return state.replaceAll('_', '-');
}

export function stateToPolicy(state: string): string {
	return state.replaceAll('-', '_');
}
