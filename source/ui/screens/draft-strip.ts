import {counted} from '../../counted.ts';
import {diffCriteria, renderDiff} from '../../criteria/comparison/diff.ts';
import type {Preview} from '../../operations/change/preview.ts';
import {canApplyDraft, hasOpenDraft} from '../../rollout/guards.ts';
import {currentSettings, currentWork, type WizardState} from '../../rollout/state.ts';
import type {Symbols} from '../theme.ts';

/** A draft that isn't applied is not forgotten, wherever one is in its Region: what it changes, what it would do, and how to apply it. */
export function draftStrip(state: WizardState, effect: Preview | undefined, {arrow}: Symbols): readonly string[] {
	if (state.phase === 'account' || !places.has(state.step.name) || !hasOpenDraft(state)) {
		return [];
	}

	const {draft, scan} = currentWork(state);
	const applied = currentSettings(state)?.ImageCriteria ?? [];
	const changes = renderDiff(diffCriteria(applied, draft?.criteria ?? [])).filter(({sign}) => sign !== ' ').length;
	// Where AWS gave no verdict at all, there is no number from before.
	const before =
		scan?.status === 'done' && scan.counts.unknown < scan.counts.instances
			? `${scan.counts.notAllowed.toLocaleString('en-US')} ${arrow} `
			: '';
	const offenders =
		effect === undefined
			? []
			: [
					`${before}${counted(effect.notAllowed, 'offender')}${effect.isComplete ? '' : ' so far'}`,
					// What can't be told is not mended.
					...(effect.unknown > 0 ? [`${effect.unknown.toLocaleString('en-US')} not known`] : []),
				];
	const guard = canApplyDraft(state);
	const isAppliedHere = ['review', 'launches', 'decide'].includes(state.step.name);
	const how = guard === true ? (isAppliedHere ? ['A applies it'] : []) : [`not to be applied: ${guard}`];
	return [`draft: ${counted(changes, 'change')}`, ...offenders, ...how];
}

const places: ReadonlySet<string> = new Set(['audit', 'scan', 'review', 'launches', 'decide', 'enforce', 'summary']);
