/** What is said of each way on, and of where a Region stands. */
import {counted} from '../../../counted.ts';
import type {ImageCriteria} from '../../../criteria/criterion.ts';
import {decisionsIn, leavingOf, type Decision} from '../../../rollout/steps/decide.ts';
import {currentRegion, currentSettings, currentWork, toldScan, type RolloutState} from '../../../rollout/state.ts';
import {criteriaInShort} from '../criteria/criteria-in-short.ts';

/** The title of each way on, and what it comes to. `effect`: that of the draft, where there is one. */
export function textsOf(
	state: RolloutState,
	effect: string | undefined,
): Readonly<Record<Decision, {title: string; words: string}>> {
	return {
		'apply-draft': {
			title: 'Apply the draft and scan again',
			words: `The criteria in force differ from your draft.${effect === undefined ? '' : ` ${effect}`}`,
		},
		'keep-audit-mode': {title: leavingOf(currentSettings(state)?.State).title, words: leavingInWords(state)},
		loosen: {
			title: 'Back to audit mode',
			words: 'Every AMI can be launched again, and what would be blocked is marked. It asks first.',
		},
		revise: {
			title: 'Revise the criteria',
			words: `Back to the draft${currentWork(state).scan?.status === 'done' ? ', with the current scan to try it on' : ''}.`,
		},
		enforce: {
			title: decisionsIn(state).includes('apply-draft') ? 'Enforce what is in force, without the draft' : 'Enforce',
			words: `Only these can be launched from then on: ${allowedInWords(currentSettings(state)?.ImageCriteria ?? [])}. You will be asked to type what you are about to do.`,
		},
	};
}

function allowedInWords(criteria: ImageCriteria): string {
	return criteria.length === 0
		? criteriaInShort(criteria)
		: `${criteriaInShort(criteria)}; and your own account's AMIs`;
}

/** Leaving a Region as it is means something else in each state: nothing is said to be harmless that isn't. */
function leavingInWords(state: RolloutState): string {
	const scan = toldScan(currentWork(state));
	switch (currentSettings(state)?.State) {
		case 'enabled': {
			const blocked =
				scan === undefined
					? 'what is blocked stays blocked'
					: `${counted(scan.counts.imagesNotAllowed, 'image stays', 'images stay')} blocked`;
			return `It enforces already: ${blocked}.`;
		}

		case 'disabled': {
			return 'Nothing is restricted, and AWS gives no verdict.';
		}

		default: {
			return scan !== undefined && scan.counts.imagesNotAllowed > 0
				? 'Nothing is blocked. Come back when those images are replaced, or allowed.'
				: 'Nothing is blocked, and it can be enforced later.';
		}
	}
}

/** Allowed, not allowed, no verdict: three numbers, so that none hides in another. */
export function inShort(state: RolloutState): string {
	const {scan} = currentWork(state);
	if (scan?.status !== 'done') {
		return 'There is no finished scan.';
	}

	const {instances, notAllowed, unknown, imagesNotAllowed} = scan.counts;
	const whole = scan.isComplete ? '' : ' The scan is incomplete: there may be more.';
	const hidden =
		scan.managed.problem === undefined
			? ''
			: ` Instances that AWS services manage may be missing: ${scan.managed.problem.what}`;
	if (instances === 0) {
		return `No instance was found in ${currentRegion(state) ?? ''}.${whole}${hidden}`;
	}

	const open = unknown > 0 ? `, ${counted(unknown, 'has', 'have')} no verdict` : '';
	const images = notAllowed > 0 ? ` (${counted(imagesNotAllowed, 'image')})` : '';
	const allowed = instances - notAllowed - unknown;
	return `Of ${counted(instances, 'instance')} ${counted(allowed, 'runs', 'run')} allowed images, ${counted(notAllowed, 'does', 'do')} not${images}${open}.${whole}${hidden}`;
}
