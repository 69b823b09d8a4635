/** What the scan suggests for a Region, with its reason. It only suggests: the cursor begins on what changes nothing. */
import {isSource} from '../operations/launches/launch.ts';
import {counted} from '../counted.ts';
import type {OffenderGroup, RegionCounts} from '../inventory/counts.ts';
import {valueOf} from '../machine/loadable.ts';
import type {Preview} from '../operations/change/preview.ts';
import {canEnforce} from './guards.ts';
import {currentSettings, currentWork, type RolloutState, type ScanRecord} from './state.ts';
import {decisionsIn, type Decision} from './steps/decide.ts';

/** Without a decision where something is still looked up that it depends on. */
type Recommendation = {readonly decision: Decision | undefined; readonly words: string};

/** Nothing where there is no whole scan to go by, or nothing to decide. What is not known never makes it ready. */
export function recommendation(
	state: RolloutState,
	{
		offenders,
		draft,
	}: {
		readonly offenders: readonly OffenderGroup[];
		/** What the draft, where it isn't applied, would do. */
		readonly draft: Preview | undefined;
	},
): Recommendation | undefined {
	const {scan} = currentWork(state);
	if (scan?.status !== 'done' || !scan.isComplete || currentSettings(state)?.State !== 'audit-mode') {
		return undefined;
	}

	const [worst] = offenders;
	const {notAllowed, imagesNotAllowed} = scan.counts;
	const isDrafted = decisionsIn(state).includes('apply-draft');
	const drafted = isDrafted ? draftAdvice(draft, scan.counts) : undefined;
	if (notAllowed > 0) {
		const most =
			worst === undefined || worst.instances === notAllowed
				? ''
				: `, most of all ${worst.name} (${worst.instances.toLocaleString('en-US')})`;
		const {decision, words} = drafted ?? {
			decision: 'revise',
			words: 'Revise the criteria, or move those to other images first.',
		};
		return {
			decision,
			words: `Enforcing now would block ${counted(imagesNotAllowed, 'image')} of ${counted(notAllowed, 'instance')}${most}.${besideInWords(state)} ${words}`,
		};
	}

	return drafted ?? cleanAdvice(state, scan);
}

/** What is known of all that launches beside running instances. */
type Beside =
	| {readonly status: 'not asked' | 'asking' | 'unread'}
	| {
			readonly status: 'known';
			readonly failing: number;
			/** Launches of which it is not known. */
			readonly unknown: number;
			/** Something could not be asked. */
			readonly hasGaps: boolean;
	  };

/** As the list of launches has it, where that was read; else as it was looked up here. */
function besideIn(state: RolloutState): Beside {
	const listed = valueOf(currentWork(state).launches);
	if (listed !== undefined) {
		const beside = listed.launches.filter((launch) => isSource(launch));
		return {
			status: 'known',
			failing: beside.filter(({allowed}) => allowed === false).length,
			unknown: beside.filter(({allowed}) => allowed === null).length,
			hasGaps: listed.gaps.length > 0,
		};
	}

	const impact = state.step.name === 'decide' && canEnforce(state) === true ? state.step.impact : undefined;
	switch (impact?.status) {
		case undefined: {
			return {status: 'not asked'};
		}

		case 'wanted': {
			return {status: 'asking'};
		}

		case 'failed': {
			return {status: 'unread'};
		}

		case 'here': {
			const {failing, unknown, notes} = impact.value;
			return {status: 'known', failing: failing.length, unknown: unknown.length, hasGaps: notes.length > 0};
		}
	}
}

function besideInWords(state: RolloutState): string {
	const beside = besideIn(state);
	switch (beside.status) {
		case 'not asked': {
			return '';
		}

		case 'asking': {
			return ' What else launches is still being looked up.';
		}

		case 'unread': {
			return ' What else launches could not be read.';
		}

		case 'known': {
			return beside.failing > 0 ? ` ${counted(beside.failing, 'launch source')} would fail: L lists them.` : '';
		}
	}
}

/** A draft is advised only where it is known to block no more than what is in force: what can't be told may be blocked. */
function draftAdvice(
	draft: Preview | undefined,
	{notAllowed, unknown}: Pick<RegionCounts, 'notAllowed' | 'unknown'>,
): Recommendation {
	if (!draft?.isComplete) {
		return {
			decision: 'revise',
			words: 'Your draft is not in force, and what it would do is not known: look at it first.',
		};
	}

	if (draft.notAllowed > notAllowed) {
		return {
			decision: 'revise',
			words: `Your draft would block more, ${counted(draft.notAllowed, 'instance')}: revise it first.`,
		};
	}

	return draft.notAllowed + draft.unknown > notAllowed + unknown
		? {
				decision: 'revise',
				words: `Whether your draft would allow ${counted(draft.unknown, 'instance')} is not known: look at it first.`,
			}
		: {decision: 'apply-draft', words: 'Your draft is not in force: apply it first.'};
}

/** Where nothing that runs would be blocked: whether that is all there is to know. */
function cleanAdvice(state: RolloutState, {counts, managed}: Extract<ScanRecord, {status: 'done'}>): Recommendation {
	const beside = besideIn(state);
	const running =
		counts.instances === 0
			? 'Nothing runs here'
			: counts.unknown > 0 || managed.judgedHere > 0
				? 'Nothing that runs is known to break'
				: 'What runs is allowed';
	if (beside.status === 'asking') {
		return {decision: undefined, words: `${running}; what else launches is still being looked up.`};
	}

	if (beside.status === 'known' && beside.failing > 0) {
		return {
			decision: 'revise',
			words: `${running}, but ${counted(beside.failing, 'launch source')} would fail: L lists them.`,
		};
	}

	const launches = beside.status === 'known' ? beside : {unknown: 0, hasGaps: beside.status === 'unread'};
	const unclear = [
		...(counts.unknown > 0 ? [`${counted(counts.unknown, 'instance has', 'instances have')} no verdict`] : []),
		// What AWS says of these is not known: ours is no verdict to enforce upon.
		...(managed.judgedHere > 0
			? [`on ${counted(managed.judgedHere, 'instance')} that AWS services manage the verdict is ours, not AWS's`]
			: []),
		...(managed.problem === undefined ? [] : ['instances that AWS services manage may be missing']),
		...(launches.unknown > 0
			? [`of ${counted(launches.unknown, 'launch source')} it is not known whether it would fail`]
			: []),
		...(launches.hasGaps ? ['not all that launches could be read'] : []),
	];
	if (unclear.length > 0) {
		return {
			decision: 'keep-audit-mode',
			words: `Nothing is known to break, but ${new Intl.ListFormat('en').format(unclear)}: look at that first (L lists what launches).`,
		};
	}

	const clean =
		counts.instances === 0
			? 'Nothing runs here'
			: counts.instances === 1
				? 'The only instance runs an allowed image'
				: `All ${counted(counts.instances, 'instance')} run allowed images`;
	return beside.status === 'known'
		? {decision: 'enforce', words: `${clean}, and nothing else that launches would fail: ready to enforce.`}
		: {decision: undefined, words: `${clean}. What else launches was not looked up.`};
}
