/** Where a draft starts from: the Region's own criteria, a preset, a file, Amazon and the Marketplace, nothing, what runs, or another Region. */
import {readCriteria} from '../../../criteria/validation/check.ts';
import type {ImageCriteria} from '../../../criteria/criterion.ts';
import {exampleCriteria} from '../../../criteria/example.ts';
import {formatIssue} from '../../../criteria/validation/issue.ts';
import {jobsOf} from '../../../machine/effect.ts';
import type {Guard} from '../../../machine/guard.ts';
import {movedCursor} from '../../../machine/list.ts';
import {again} from '../../../machine/loadable.ts';
import {emptyPrompt, prompting, reducePrompt, refused, sentFrom} from '../../../machine/prompt.ts';
import {withNotice} from '../../../machine/shell.ts';
import type {Preset} from '../../../operations/ports.ts';
import {ProblemError} from '../../../problem.ts';
import type {Plain, RolloutEffect} from '../../context.ts';
import {leaveCriteria, presetInWords} from '../../moves/steps.ts';
import {withCurrentWork} from '../../moves/updates.ts';
import {currentSettings, currentWork, type RolloutState} from '../../state.ts';
import {canStartFromAnother} from './another-region.ts';
import {show, showForm, startWith, viewIn, type OnView, type ViewOf} from './views.ts';
import {isCounted, takeWhatRuns} from './what-runs.ts';

/** Where a draft can start from, in the order shown. */
export const sources = ['own', 'preset', 'file', 'example', 'empty', 'what-runs', 'another-region'] as const;
export type Source = (typeof sources)[number];

/** Whether a source can be chosen, or why not. */
export function canStartFrom(state: RolloutState, source: Source): Guard {
	switch (source) {
		case 'own': {
			const settings = currentSettings(state);
			if (settings === undefined) {
				return "the Region's settings are not known yet";
			}

			return settings.ImageCriteria.length > 0 ? true : 'the Region has none';
		}

		case 'preset': {
			if (state.presets.status === 'failed') {
				return state.presets.problem.what;
			}

			return state.presets.status === 'here' && state.presets.value.length > 0 ? true : 'none is saved yet';
		}

		case 'what-runs': {
			return isCounted(state) ? true : 'not all that runs here is known yet: scan it first (esc, then s)';
		}

		case 'another-region': {
			return canStartFromAnother(state);
		}

		case 'file':
		case 'example':
		case 'empty': {
			return true;
		}
	}
}

/** Where the cursor is: as long as nobody moved it, on the first that can be chosen of those that need nothing to be typed. */
export function currentSource(state: RolloutState, {cursor}: ViewOf<'sources'>): number {
	const ready = (['own', 'preset', 'example'] as const).find((source) => canStartFrom(state, source) === true);
	return cursor ?? sources.indexOf(ready ?? 'own');
}

export const onSources: OnView<'sources'> = {
	move: (state, view, event) =>
		show(state, {...view, cursor: movedCursor(currentSource(state, view), event, sources.length)}),
	choose(state, _, {index}) {
		const source = sources[index];
		return source === undefined ? state : startFrom(state, source);
	},
	next: (state, view) => startFrom(state, sources[currentSource(state, view)] ?? 'own'),
	back: (state) => (currentWork(state).draft === undefined ? leaveCriteria(state) : showForm(state)),
};

function startFrom(state: RolloutState, source: Source): RolloutState {
	const guard = canStartFrom(state, source);
	return guard === true ? starts[source](state) : withNotice(state, 'warning', `That is not possible: ${guard}.`);
}

const starts: Readonly<Record<Source, (state: RolloutState) => RolloutState>> = {
	own: (state) => startWith(state, currentSettings(state)?.ImageCriteria ?? [], "the Region's own"),
	preset: (state) => show(state, {type: 'presets', cursor: 0, removing: false}),
	file: (state) => show(state, {type: 'file', prompt: emptyPrompt}),
	example: (state) => startWith(state, exampleCriteria, 'Amazon and the Marketplace'),
	empty: (state) => startWith(state, [{}], 'an empty criterion'),
	'what-runs': (state) => show(state, {type: 'sources', cursor: sources.indexOf('what-runs'), isTaking: true}),
	'another-region': (state) => show(state, {type: 'regions', cursor: 0, source: sources.indexOf('another-region')}),
};

/** The presets to start from; they can be removed here, too. */
export const onPresets: OnView<'presets'> = {
	move(state, view, event) {
		const cursor = movedCursor(view.cursor, event, presetsIn(state).length);
		return isRemoving(view) ? state : show(state, {...view, cursor, removing: false});
	},
	next(state, {cursor, removing}) {
		const preset = presetsIn(state)[cursor];
		return preset === undefined || removing !== false ? state : startWithPreset(state, preset);
	},
	'remove-preset': (state, view) =>
		isRemoving(view) || presetsIn(state)[view.cursor] === undefined ? state : show(state, {...view, removing: 'asked'}),
	answer: (state, view, {yes}) =>
		view.removing === 'asked' ? show(state, {...view, removing: yes ? 'removing' : false}) : state,
	back: (state, view) =>
		isRemoving(view)
			? state
			: show(state, view.removing === 'asked' ? {...view, removing: false} : sourcesAt('preset')),
};

/** Whether a preset is on its way out: that hangs on where the cursor is, so it is waited for. */
function isRemoving({removing}: ViewOf<'presets'>): boolean {
	return removing === 'removing';
}

function presetsIn({presets}: RolloutState): readonly Preset[] {
	return presets.status === 'here' ? presets.value : [];
}

function sourcesAt(source: Source): ViewOf<'sources'> {
	return {type: 'sources', cursor: sources.indexOf(source)};
}

/** A preset becomes the draft, which counts as using it. */
function startWithPreset(state: RolloutState, {name, criteria}: Preset): RolloutState {
	const started = startWith(state, criteria, presetInWords(name));
	const {draft} = currentWork(started);
	return draft === undefined ? started : withCurrentWork(started, {draft: {...draft, preset: name}});
}

const removal: RolloutEffect<Plain, void> = {
	name: 'remove-preset',
	wanted(state) {
		const view = viewIn(state, 'presets');
		const preset = view?.removing === 'removing' ? presetsIn(state)[view.cursor] : undefined;
		return preset === undefined ? [] : [{key: preset.name}];
	},
	run: async ({key}, {world}) => world.presets.remove(key),
	done: (state, _, {key}) =>
		show(withNotice({...state, presets: again(state.presets)}, 'info', `Removed preset "${key}".`), {
			type: 'presets',
			cursor: 0,
			removing: false,
		}),
	failed(state, {what, next}) {
		const view = viewIn(state, 'presets');
		const said = withNotice(state, 'danger', `${what} ${next}`);
		return view === undefined ? said : show(said, {...view, removing: false});
	},
};

/** Notes that a preset was used. That its date could not be kept stands in nobody's way. */
const usePreset: RolloutEffect<Plain & {readonly preset: string}, void> = {
	name: 'use-preset',
	wanted: ({work, fleet}) => [
		...Object.entries(work).flatMap(([region, {draft}]) =>
			draft?.preset === undefined ? [] : [{key: `${region}:${draft.preset}`, preset: draft.preset}],
		),
		...(fleet?.chosen?.preset === undefined
			? []
			: [{key: `fleet:${fleet.chosen.preset}`, preset: fleet.chosen.preset}]),
	],
	run: async ({preset}, {world}) => world.presets.markUsed(preset),
	done: (state) => state,
	failed: (state) => state,
};

/** The name of a file to start from. */
export const onFile: OnView<'file'> = prompting((state, view, event) => {
	const prompt = reducePrompt(view.prompt, event, {canStop: true});
	return show(state, prompt === 'closed' ? sourcesAt('file') : {...view, prompt});
});

const loadFile: RolloutEffect<Plain, ImageCriteria> = {
	name: 'load-criteria',
	wanted(state) {
		const view = viewIn(state, 'file');
		const sent = view && sentFrom(view.prompt);
		return sent === undefined ? [] : [{key: sent.text}];
	},
	async run({key: path}, {world, signal}) {
		const {criteria, errors} = readCriteria(await world.readText(path, signal));
		if (criteria === undefined) {
			throw new ProblemError({
				kind: 'invalid-criteria',
				what: `${path} has ${errors.length} ${errors.length === 1 ? 'error' : 'errors'}.`,
				next: errors.map((issue) => formatIssue(issue)).join(' '),
			});
		}

		return criteria;
	},
	done: (state, criteria, {key}) => startWith(state, criteria, key),
	failed(state, problem) {
		const view = viewIn(state, 'file');
		return view === undefined ? state : show(state, {...view, prompt: refused(view.prompt, problem)});
	},
};

export const sourceEffects = [jobsOf(removal), jobsOf(usePreset), jobsOf(loadFile), jobsOf(takeWhatRuns)] as const;
