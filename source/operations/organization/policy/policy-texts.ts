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

export const policyType = 'DECLARATIVE_POLICY_EC2';

/** A policy's name in Organizations, one for each wave: so that each can be moved from auditing to enforcing by itself. */
export function policyName({name}: Wave): string {
	return name === 'rest' ? 'allowed-amis' : `allowed-amis-${name}`;
}

/**
The states that the waves go through, one step after the other: a wave begins once the one before audits, and enforces once the one before does.
`none`: the policy of a wave is not there yet.
*/
export function stepsOf(waves: readonly Wave[], {enabled}: PolicyTexts): ReadonlyArray<ReadonlyMap<Wave, WaveState>> {
	const states: readonly WaveState[] = enabled === undefined ? ['audit_mode'] : ['audit_mode', 'enabled'];
	return states.flatMap((state, round) =>
		waves.map(
			(_, reached) =>
				new Map(waves.map((wave, index) => [wave, index <= reached ? state : round === 0 ? 'none' : 'audit_mode'])),
		),
	);
}

export type WaveState = 'none' | 'audit_mode' | 'enabled';
