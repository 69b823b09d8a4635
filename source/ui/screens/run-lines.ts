import type {AllowedImagesSettings} from '../../criteria/settings.ts';
import {diffSettings} from '../../operations/change/settings-diff.ts';
import {intendedBy, type ChangeStage} from '../../operations/change/change.ts';
import type {ChangeRun, DiffersRun, UnclearRun} from '../../rollout/changing.ts';
import {line, wrapped, type Line} from '../components/text/lines.tsx';
import {criteriaLines, diffLines, problemLines, type Look} from '../components/text/text-lines.ts';
import type {Tone} from '../theme.ts';

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
	const signed = signedFor(width);
	switch (run.status) {
		case 'ready':
		case 'running': {
			return [];
		}

		case 'done': {
			return [
				...signed(symbols.done, 'good', `Done; ${region} reports it. AWS answered:`),
				...wrapped(run.answer, width, {tone: 'muted', first: [{text: '  '}]}),
			];
		}

		case 'failed': {
			return [...problemLines(run.problem, look), ...wrapped('Nothing was changed.', width, {first: [{text: '  '}]})];
		}

		case 'unclear': {
			return [
				...signed(
					symbols.danger,
					'danger',
					`The change was sent and may have taken effect. What ${region} reports decides.`,
				),
				...(run.problem === undefined ? [] : problemLines({...run.problem, next: ''}, look)),
				...(run.unread === undefined ? [] : signed(symbols.warning, 'warning', unreadInWords(run))),
			];
		}

		case 'nothing so far': {
			return signed(
				symbols.warning,
				'warning',
				`The change was sent, and ${region} still reports what it did before. It may show later. r reads it again, enter asks for the change once more, esc leaves it at that.`,
			);
		}

		case 'differs': {
			return differenceLines(run, region, look);
		}

		case 'foreign': {
			return [
				...signed(
					symbols.danger,
					'danger',
					`Somebody else changed ${region} meanwhile. Nothing was sent. g goes on from the new settings, esc goes back. What changed:`,
				),
				...enforcingLines(run.found, look),
				...diffLines(diffSettings(run.expected, run.found), look),
			];
		}
	}
}

/** What it means where somebody else has the Region enforce. */
function enforcingLines({State}: AllowedImagesSettings, {width}: Look): readonly Line[] {
	return State === 'enabled'
		? wrapped('It enforces now: launches from images that are not allowed fail.', width, {tone: 'danger'})
		: [];
}

/** An alarm: what is in force is not what a person decided upon. */
function differenceLines(run: DiffersRun, region: string, look: Look): readonly Line[] {
	const {width, symbols} = look;
	const settings = run.found;
	const isEnforcing = settings.State === 'enabled';
	return [
		...signedFor(width)(
			symbols.danger,
			'danger',
			`${region} reports other settings than those you decided upon: somebody else changes it, too.${isEnforcing ? ' What is in force now was not scanned.' : ''}`,
		),
		...enforcingLines(settings, look),
		...wrapped(
			`${isEnforcing ? 'a goes back to audit mode (it asks first), ' : ''}g goes on from these settings, r reads them again.`,
			width,
		),
		line('Intended (-) and in force now (+):', 'muted'),
		...diffLines(diffSettings(intendedBy(run.change), settings), look),
		line('Criteria now:', 'muted'),
		...criteriaLines(settings.ImageCriteria, look),
	];
}

/** Why it could not be read, unless that is what kept the answer away as well, and that it is tried again. */
function unreadInWords({unread, problem, pause = 1}: UnclearRun): string {
	const why = unread === undefined || unread.what === problem?.what ? 'It could not be read yet.' : unread.what;
	return `${why} It is tried again every ${pause} s.`;
}

/** A sentence beside the sign of what it means. */
const signedFor =
	(width: number) =>
	(sign: string, tone: Tone, text: string): readonly Line[] =>
		wrapped(text, width, {tone, first: [{text: `${sign} `, tone}]});
