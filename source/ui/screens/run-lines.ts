import {criteriaInWords} from '../../criteria/words.ts';
import {diffSettings} from '../../operations/change/settings-diff.ts';
import {intendedBy, type ChangeStage} from '../../operations/change/change.ts';
import type {ChangeRun, DiffersRun} from '../../rollout/changing.ts';
import {line, wrapped, type Line} from '../components/text/lines.tsx';
import {diffLines, problemLines, type Look} from '../components/text/text-lines.ts';

const stages: Readonly<Record<ChangeStage, (region: string) => string>> = {
	checking: (region) => `Reading ${region} again, in case somebody changed it`,
	recording: () => 'Writing the settings from before to the history',
	sending: () => 'Waiting for the answer of AWS',
	settling: (region) => `Answered. Waiting until ${region} reports it`,
};

/** What is waited for while a change is on its way; `undefined` where nothing is. */
export function waitingFor(run: ChangeRun, region: string): string | undefined {
	return run.status === 'running'
		? stages[run.stage](region)
		: run.status === 'unclear'
			? `Reading ${region} until it answers`
			: undefined;
}

/** What became of a change so far; nothing before it is answered. */
export function runLines(run: ChangeRun, region: string, look: Look): readonly Line[] {
	const {width, symbols} = look;
	switch (run.status) {
		case 'ready':
		case 'running': {
			return [];
		}

		case 'done': {
			return [
				...wrapped(`${symbols.done} Done; ${region} reports it. AWS answered:`, width, {tone: 'good'}),
				...wrapped(run.answer, width, {tone: 'muted', first: [{text: '  '}]}),
			];
		}

		case 'failed': {
			return problemLines(run.problem, look);
		}

		case 'unclear': {
			return [
				...wrapped(
					`${symbols.danger} The change was sent and may have taken effect. What ${region} reports decides.`,
					width,
					{tone: 'danger'},
				),
				...(run.unread === undefined
					? []
					: wrapped(`${run.unread.what} It is tried again every ${run.pause ?? 1} s.`, width, {tone: 'warning'})),
				...(run.problem === undefined ? [] : problemLines({...run.problem, next: ''}, look)),
			];
		}

		case 'nothing so far': {
			return wrapped(
				`${symbols.warning} The change was sent, and ${region} still reports what it did before. It may show later. r reads it again, enter asks for the change once more, esc leaves it at that.`,
				width,
				{tone: 'warning'},
			);
		}

		case 'differs': {
			return differenceLines(run, region, look);
		}

		case 'foreign': {
			return [
				...wrapped(
					`${symbols.danger} Somebody else changed ${region} meanwhile. Nothing was sent. g goes on from the new settings, esc goes back. What changed:`,
					width,
					{tone: 'danger'},
				),
				...diffLines(diffSettings(run.expected, run.found), look),
			];
		}
	}
}

/** An alarm: what is in force is not what a person decided upon. */
function differenceLines(run: DiffersRun, region: string, look: Look): readonly Line[] {
	const {width, symbols} = look;
	const settings = run.found;
	const isEnforcing = settings.State === 'enabled';
	return [
		...wrapped(
			`${symbols.danger} ${region} reports other settings than those you decided upon: somebody else changes it, too.${isEnforcing ? ' What is in force now was not scanned.' : ''}`,
			width,
			{tone: 'danger'},
		),
		...wrapped(
			`${isEnforcing ? 'a goes back to audit mode (it asks first), ' : ''}g goes on from these settings, r reads them again.`,
			width,
		),
		line('Intended (-) and in force now (+):', 'muted'),
		...diffLines(diffSettings(intendedBy(run.change), settings), look),
		...wrapped(criteriaInWords(settings.ImageCriteria), width, {tone: 'muted'}),
	];
}
