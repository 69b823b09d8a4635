import type {Loadable} from '../../../machine/loadable.ts';
import {counted} from '../../../counted.ts';
import {isAsDecided, type Proof} from '../../../operations/change/proof.ts';
import type {Tone} from '../../theme.ts';

/** What AWS shows and hides after enforcing, and what to do where that is not what was decided. */
export function proofLines(proof: Loadable<Proof>): ReadonlyArray<{readonly text: string; readonly tone: Tone}> {
	switch (proof.status) {
		case 'wanted': {
			return [{tone: 'muted', text: 'Asking AWS whether it hides what was to be blocked, and nothing else…'}];
		}

		case 'failed': {
			return [{tone: 'warning', text: `Not proven: ${proof.problem.what} p asks again.`}];
		}

		case 'here': {
			const {visible, hidden, wronglyHidden, wronglyVisible, gone, undecided} = proof.value;
			const isProven = isAsDecided(proof.value);
			return [
				...(wronglyHidden.length > 0
					? [
							{
								tone: 'danger',
								text: `ALARM: AWS hides ${named(wronglyHidden)}, thought allowed: launches from there fail now, and nobody decided that. a goes back to audit mode.`,
							} as const,
						]
					: []),
				...(wronglyVisible.length > 0
					? [
							{
								tone: 'danger',
								text: `ALARM: AWS still shows ${named(wronglyVisible)}, meant to be blocked: the Region does not enforce what was decided. p asks again; a goes back to audit mode.`,
							} as const,
						]
					: []),
				{
					tone: isProven ? 'good' : 'warning',
					text: `${isProven ? 'Proven' : 'Besides'}: AWS ${hidden === 0 ? '' : `hides ${counted(hidden, 'image')} that ${hidden === 1 ? 'was' : 'were'} to be blocked, and `}shows ${visible === 1 ? 'the one that is' : `${visible} that are`} allowed, among all that run or that something would launch.${hidden === 0 ? ' None of them was to be blocked.' : ''}`,
				},
				...(gone > 0
					? [
							{
								tone: 'muted',
								text: `${counted(gone, 'image')} in use ${gone === 1 ? 'is' : 'are'} not there any more.`,
							} as const,
						]
					: []),
				...(undecided > 0
					? [
							{
								tone: 'warning',
								text: `On ${counted(undecided, 'image')} AWS gave no verdict: not proven either way.`,
							} as const,
						]
					: []),
			];
		}
	}
}

/** By ID, and how many more: what is wrong is looked up by it. */
function named(ids: readonly string[]): string {
	const shown = ids.slice(0, 10);
	const more = ids.length - shown.length;
	return new Intl.ListFormat('en').format(more > 0 ? [...shown, `${more} more`] : shown);
}
