/** The places where a fault can strike, in the order in which a person comes to them: how to get there, what to press, how it ends. */
import assert from 'node:assert/strict';
import {exampleCriteria} from '../../source/criteria/example.ts';
import type {AllowedImagesSettings} from '../../source/criteria/settings.ts';
import type {FaultMatch} from '../../source/demo/protocol/faults.ts';
import type {Problem} from '../../source/problem.ts';
import {currentWork, type RolloutState, type WizardState} from '../../source/rollout/state.ts';
import type {Loadable} from '../../source/machine/loadable.ts';
import type {Guard} from '../../source/machine/guard.ts';
import {isSent} from '../../source/rollout/changing.ts';
import {canChange} from '../../source/rollout/guards.ts';
import {beside, home} from './account.ts';
import type {Operator} from './operator.ts';

export type Ending =
	| {readonly type: 'pending'}
	| {readonly type: 'done'}
	| {readonly type: 'problem'; readonly problem: Problem}
	/** What could not be asked, said beside what could. */
	| {readonly type: 'note'; readonly text: string};

export type Stage = {
	readonly name: string;
	/** Whether the fault strikes a read, one that can be done without, one in pages, the mutating call itself, or a read that only adds notes. */
	readonly kind: 'read' | 'spare read' | 'paged' | 'change' | 'note';
	readonly match: FaultMatch;
	/** What the home Region reports at the start. */
	readonly settings?: Partial<AllowedImagesSettings>;
	/** What it reports once the stage is done. */
	readonly leads?: Partial<AllowedImagesSettings>;
	arrive(operator: Operator): Promise<void>;
	act(operator: Operator): void;
	ending(operator: Operator): Ending;
	/** The keys that lead on once the fault has passed. */
	goOn(operator: Operator, ending: Ending): Promise<void>;
};

const pending: Ending = {type: 'pending'};
const done: Ending = {type: 'done'};
const read = {action: 'GetAllowedImagesSettings', dryRun: false, region: home};
const pages = {action: 'DescribeInstanceImageMetadata', dryRun: false};
const audited = {State: 'audit-mode', ImageCriteria: []};
const drafted = {State: 'audit-mode', ImageCriteria: exampleCriteria};

export async function toAccount(operator: Operator): Promise<void> {
	operator.session.start();
	await operator.untilWork(
		'the account',
		(_, {regions, permissions}) => regions.status === 'here' && permissions.status === 'here',
	);
}

export async function toRegions(operator: Operator): Promise<void> {
	await toAccount(operator);
	operator.press('enter');
	await operator.untilWork('all Regions counted', (_, {overview}) =>
		[home, beside].every((name) => overview[name]?.counts.status === 'here'),
	);
}

/** Into the home Region, the first of the list. */
export async function toHome(operator: Operator): Promise<void> {
	await toRegions(operator);
	operator.press('enter');
	await operator.untilWork('the Region read', ({reading}) => reading.status === 'here');
}

export async function toApply(operator: Operator): Promise<void> {
	await toHome(operator);
	operator.press('4', 'enter');
	await operator.untilWork('the apply step', (_, {step}) => step.name === 'apply');
}

export async function toScanned(operator: Operator): Promise<void> {
	await toHome(operator);
	await operator.untilWork('a complete scan', ({scan}) => scan?.status === 'done' && scan.isComplete);
}

export async function toDecide(operator: Operator): Promise<void> {
	await toScanned(operator);
	operator.press('enter', 'd');
}

export async function toEnforce(operator: Operator): Promise<void> {
	await toDecide(operator);
	operator.press('3');
	await operator.untilWork(
		'what enforcing hits',
		(_, {step}) => step.name === 'enforce' && step.impact.status === 'here',
	);
	operator.typePhrase();
}

function rollout(state: WizardState): RolloutState | undefined {
	return state.phase === 'rollout' ? state : undefined;
}

function loaded(part: Loadable<unknown> | undefined): Ending {
	switch (part?.status) {
		case 'here': {
			return done;
		}

		case 'failed': {
			return {type: 'problem', problem: part.problem};
		}

		default: {
			return pending;
		}
	}
}

/** How a change ended: done where it was answered, or where the Region was seen to report it all the same. */
function changed({state}: Operator): Ending {
	const at = rollout(state);
	if (at === undefined) {
		return pending;
	}

	const {reading, outcome} = currentWork(at);
	if (!('run' in at.step)) {
		// A Region in audit mode leads on to the criteria by itself.
		return outcome === 'enforced' || at.step.name === 'criteria' ? done : pending;
	}

	const {run} = at.step;
	if (run.status === 'done') {
		return done;
	}

	if (run.status === 'unclear') {
		// It is read until it can be: what stands in the way is said meanwhile.
		return run.unread === undefined ? pending : {type: 'problem', problem: run.unread};
	}

	if (run.status === 'nothing so far' && run.problem !== undefined) {
		return {type: 'problem', problem: run.problem};
	}

	if (run.status !== 'failed' || reading.status === 'wanted') {
		return pending;
	}

	const isAuditOn =
		at.step.name === 'audit' && reading.status === 'here' && reading.value.settings.State === 'audit-mode';
	return isAuditOn ? done : {type: 'problem', problem: run.problem};
}

/** Reads again, and does it again where that was not enough. */
async function changeAgain(operator: Operator): Promise<void> {
	operator.pressShown('r');
	await operator.untilWork('the Region read again', ({reading}) => reading.status === 'here');
	if (changed(operator).type === 'done') {
		return;
	}

	askOnceMore(operator);
	operator.pressShown('enter');
}

/** What may have been made is not sent again before a person has asked for it anew. */
function askOnceMore(operator: Operator): void {
	if (isSentIn(operator)) {
		operator.pressShown('enter');
	}
}

function isSentIn({state}: Operator): boolean {
	return state.phase === 'rollout' && 'run' in state.step && isSent(state.step.run);
}

function refusalOf({state}: Operator): Guard {
	return state.phase === 'rollout' ? canChange(state) : true;
}

const changeStages = (
	name: string,
	{match, ...stage}: Pick<Stage, 'settings' | 'leads' | 'arrive' | 'act' | 'match' | 'goOn'>,
): readonly Stage[] => [
	{...stage, name: `${name}: the re-read`, kind: 'read', match: {...read, fromCall: 1}, ending: changed},
	{...stage, name: `${name}: the call`, kind: 'change', match: {...match, dryRun: false}, ending: changed},
	{...stage, name: `${name}: the read-back`, kind: 'read', match: {...read, fromCall: 2}, ending: changed},
];

const scanStages: readonly Stage[] = (
	[
		['its first page', 'paged', {...pages, region: home}],
		['a page in the midst', 'paged', {...pages, region: home, fromCall: 5}],
		['the zones', 'spare read', {action: 'DescribeAvailabilityZones', dryRun: false}],
		['the settings before', 'read', {...read, fromCall: 1}],
		['the settings after', 'read', {...read, fromCall: 2}],
	] as const
).map(([part, kind, match]) => ({
	name: `scan: ${part}`,
	kind,
	match,
	settings: drafted,
	arrive: toScanned,
	act(operator) {
		operator.press('r');
	},
	ending({state, session}) {
		const at = rollout(state);
		const scan = at && currentWork(at).scan;
		if (scan?.status === 'failed') {
			return {type: 'problem', problem: scan.problem};
		}

		if (scan?.status !== 'done') {
			return pending;
		}

		const [failure] = session.inventoryOf(home)?.coverage.failures(home) ?? [];
		return failure === undefined ? done : {type: 'problem', problem: failure.problem};
	},
	async goOn(operator) {
		operator.pressShown('r');
	},
}));

const impactStages: readonly Stage[] = [
	['image references', 'DescribeImageReferences'],
	['launch templates', 'DescribeLaunchTemplates'],
	['launch template versions', 'DescribeLaunchTemplateVersions'],
	['images that something launches', 'DescribeImages'],
	['managed instances', 'DescribeInstances'],
	['Auto Scaling groups', 'DescribeAutoScalingGroups'],
	['launch configurations', 'DescribeLaunchConfigurations'],
	['EC2 Fleets', 'DescribeFleets'],
	['Spot Fleets', 'DescribeSpotFleetRequests'],
	['Spot requests', 'DescribeSpotInstanceRequests'],
].map(([part = '', action = '']): Stage => ({
	name: `enforce: ${part}`,
	kind: 'note',
	match: {action, dryRun: false},
	settings: drafted,
	arrive: toDecide,
	act(operator) {
		operator.press('3');
	},
	ending({state}) {
		const at = rollout(state);
		if (at?.step.name !== 'enforce' || at.step.impact.status !== 'here') {
			return pending;
		}

		const [text] = at.step.impact.value.notes;
		return text === undefined ? done : {type: 'note', text};
	},
	async goOn(operator) {
		operator.pressShown('esc');
		operator.pressShown('3');
	},
}));

export const stages: readonly Stage[] = [
	{
		name: 'identity',
		kind: 'read',
		match: {action: 'GetCallerIdentity'},
		async arrive() {
			// It is the first thing that happens.
		},
		act(operator) {
			operator.session.start();
		},
		ending: ({state}) => (state.phase === 'rollout' ? done : loaded(state.identity)),
		async goOn(operator) {
			operator.pressShown('r');
		},
	},
	{
		name: 'Regions',
		kind: 'read',
		match: {action: 'DescribeRegions', dryRun: false},
		async arrive() {
			// It follows from the identity.
		},
		act(operator) {
			operator.session.start();
		},
		ending: ({state}) => loaded(rollout(state)?.regions),
		async goOn(operator) {
			operator.pressShown('enter');
			operator.pressShown('r');
		},
	},
	...(['settings', 'counts'] as const).map((part): Stage => ({
		name: `overview: ${part}`,
		kind: part === 'counts' ? 'paged' : 'read',
		match: {...(part === 'counts' ? pages : read), region: beside},
		arrive: toAccount,
		act(operator) {
			operator.press('enter');
		},
		ending: ({state}) => loaded(rollout(state)?.overview[beside]?.[part]),
		async goOn(operator) {
			operator.pressShown('r');
		},
	})),
	{
		name: 'reading a Region',
		kind: 'read',
		match: read,
		arrive: toRegions,
		act(operator) {
			operator.press('enter');
		},
		ending({state}) {
			const at = rollout(state);
			return at === undefined ? pending : loaded(currentWork(at).reading);
		},
		async goOn(operator) {
			operator.pressShown('r');
		},
	},
	...changeStages('audit mode', {
		match: {action: 'EnableAllowedImagesSettings'},
		leads: {State: 'audit-mode'},
		arrive: toHome,
		act(operator) {
			operator.press('enter');
		},
		goOn: changeAgain,
	}),
	...changeStages('criteria', {
		match: {action: 'ReplaceImageCriteriaInAllowedImagesSettings'},
		settings: audited,
		leads: drafted,
		arrive: toApply,
		act(operator) {
			operator.press('enter');
		},
		goOn: changeAgain,
	}),
	...scanStages,
	...impactStages,
	...changeStages('enforce', {
		match: {action: 'EnableAllowedImagesSettings', parameters: {AllowedImagesSettingsState: 'enabled'}},
		settings: drafted,
		leads: {State: 'enabled'},
		arrive: toEnforce,
		act(operator) {
			operator.press('enter');
		},
		async goOn(operator, ending) {
			if (ending.type === 'problem' && isSentIn(operator)) {
				operator.pressShown('r');
				const {outcome} = await operator.untilWork('the Region read', ({reading}) => reading.status === 'here');
				if (outcome !== 'enforced') {
					operator.pressShown('enter');
					operator.typePhrase();
					operator.pressShown('enter');
				}

				return;
			}

			if (ending.type === 'problem' && ending.problem.kind === 'policy-managed') {
				// Who is refused by a policy is not offered the same again: the Region has to be read anew.
				assert.match(String(refusalOf(operator)), /policy of the organization/);
				await operator.restart();
				await toEnforce(operator);
				operator.pressShown('enter');
				return;
			}

			// Nothing was sent: the words are still there, and nothing has to be typed again.
			operator.pressShown('enter');
			const work = await operator.untilWork(
				'an answer',
				({reading}, {step}) =>
					reading.status !== 'wanted' && (step.name !== 'enforce' || step.run.status !== 'running'),
			);
			if (work.outcome !== 'enforced') {
				operator.pressShown('enter');
			}
		},
	}),
];
