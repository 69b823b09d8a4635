/** What the scan suggests for a Region, with its reason. It only suggests: the cursor begins on what changes nothing. */
import {counted} from '../counted.ts';
import type {OffenderGroup, RegionCounts} from '../inventory/counts.ts';
import {valueOf} from '../machine/loadable.ts';
import type {Preview} from '../operations/change/preview.ts';
import {currentSettings, currentWork, type RolloutState, type ScanRecord} from './state.ts';
import {decisionsIn, type Decision} from './steps/decide.ts';

type Recommendation = {readonly decision: Decision; readonly words: string};

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
			words: `Enforcing now would block ${counted(imagesNotAllowed, 'image')} of ${counted(notAllowed, 'running instance')}${most}. ${words}`,
		};
	}

	return drafted ?? cleanAdvice(state, scan);
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
	const {launches: reading} = currentWork(state);
	const launches = valueOf(reading);
	const beside = launches?.launches.filter(({type}) => type !== 'instance') ?? [];
	const failing = beside.filter(({allowed}) => allowed === false).length;
	if (failing > 0) {
		return {
			decision: 'revise',
			words: `${counts.instances === 0 ? 'Nothing runs here' : counts.unknown > 0 ? 'Nothing that runs is known to break' : 'What runs is allowed'}, but ${counted(failing, 'source')} of launches would fail: L in the review lists them.`,
		};
	}

	const isUnclear =
		counts.unknown > 0 ||
		managed.problem !== undefined ||
		reading?.status === 'failed' ||
		(launches !== undefined && launches.gaps.length > 0) ||
		beside.some(({allowed}) => allowed === null);
	if (isUnclear) {
		return {
			decision: 'keep-audit-mode',
			words: 'Nothing is known to break, but not everything has a verdict: look at that first.',
		};
	}

	const reason =
		counts.instances === 0
			? 'Nothing runs here: nothing that runs can break.'
			: `All ${counted(counts.instances, 'instance')} run allowed images: ready to enforce.`;
	return {
		decision: 'enforce',
		words: `${reason}${launches === undefined ? ' What else launches is looked up before you confirm.' : ''}`,
	};
}
