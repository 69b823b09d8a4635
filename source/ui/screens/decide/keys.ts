/** The keys of the decision. */
import {currentSettings, type RolloutState} from '../../../rollout/state.ts';
import {canDecide, decisionsIn, leavingOf, type Decision} from '../../../rollout/steps/decide.ts';
import {applyDraftKey, type StepKeys} from '../../keys/step-keys.ts';
import {backKey, copyCommandKey, listKeys, numberKeys, quitKey} from '../../keys/usual.ts';

export const decideKeys: StepKeys<'decide', 'decide'> = {
	places: {decide: 'Decide'},
	placeOf: () => 'decide',
	bindings: [
		{keys: ['enter'], words: 'choose', where: ['decide'], isInFooter: true, event: {type: 'next'}},
		...numberKeys(['decide'] as const, 5).map((key, index) => ({
			...key,
			words: {general: `choose number ${index + 1}`, now: (state: RolloutState) => choiceInWords(state, index)},
			guard: (state: RolloutState) => canDecide(state, decisionsIn(state)[index]),
		})),
		{keys: ['r'], words: 'scan again', where: ['decide'], isInFooter: true, event: {type: 'rescan'}},
		{
			keys: ['L'],
			words: {general: 'what launches, running or not', now: () => 'launches'},
			where: ['decide'],
			isInFooter: true,
			event: {type: 'launches', by: 'source'},
		},
		applyDraftKey(['decide']),
		...listKeys(['decide'] as const),
		backKey(['decide']),
		copyCommandKey(['decide']),
		quitKey(['decide']),
	],
};

function choiceInWords(state: RolloutState, index: number): string {
	const words: Readonly<Record<Decision, string>> = {
		'apply-draft': 'apply the draft and scan again',
		'keep-audit-mode': leavingOf(currentSettings(state)?.State).title.toLowerCase(),
		loosen: 'back to audit mode…',
		revise: 'revise the criteria',
		enforce: 'enforce…',
	};
	const decision = decisionsIn(state)[index];
	return decision === undefined ? `choose number ${index + 1}` : words[decision];
}
