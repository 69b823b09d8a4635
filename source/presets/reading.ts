/** Criteria from elsewhere: read from a Region or a file, saved under a name, or imported by the dozen. */
import type {ImageCriteria} from '../criteria/criterion.ts';
import {formatIssue, readCriteria} from '../criteria/validation/check.ts';
import {isPresetsFile, readPresets, type PresetInFile} from '../criteria/formats/presets-file.ts';
import {jobsOf} from '../machine/effect.ts';
import {prompting, promptWith, reducePrompt, sentFrom} from '../machine/prompt.ts';
import {withNotice} from '../machine/shell.ts';
import {checkRegions} from '../operations/chosen-regions.ts';
import type {Preset} from '../operations/ports.ts';
import {importInWords, isImported, startImport, stopImport, withAnswer, withFailure, withSaved} from './import.ts';
import {
	backToList,
	refuse,
	show,
	viewIn,
	withPresets,
	type ImportView,
	type OnView,
	type Plain,
	type PresetsEffect,
	type PresetsState,
} from './state.ts';

export const onRegion: OnView<'region'> = prompting((state, view, event) => {
	const prompt = reducePrompt(view.prompt, event, {canStop: true});
	return show(state, prompt === 'closed' ? {type: 'list'} : {...view, prompt});
});

export const onFile: OnView<'file'> = prompting((state, view, event) => {
	const prompt = reducePrompt(view.prompt, event, {canStop: true});
	const errors = prompt !== 'closed' && prompt.field === view.prompt.field ? view.errors : [];
	return show(state, prompt === 'closed' ? {type: 'list'} : {...view, prompt, errors});
});

export const onSave: OnView<'save'> = prompting((state, view, event) => {
	const prompt = reducePrompt(view.prompt, event);
	return show(state, prompt === 'closed' ? {type: 'list'} : {...view, prompt});
});

export const onImport: OnView<'import'> = {
	answer: (state, view, {yes, forAll = false}) =>
		isAsking(view) ? show(state, withAnswer(view, {yes, forAll})) : state,
	next: (state, view) => (isImported(view) ? show(state, {type: 'list'}) : state),
	back(state, view) {
		if (isImported(view)) {
			return show(state, {type: 'list'});
		}

		return isAsking(view) ? show(state, stopImport(view)) : state;
	},
};

function isAsking(view: ImportView): boolean {
	return !isImported(view) && view.phase === 'overwrite?';
}

const readRegion: PresetsEffect<Plain, ImageCriteria> = {
	name: 'read-region',
	wanted: (state) => sentIn(state, 'region'),
	async run({key: region}, {cloud: openCloud, signal}) {
		const cloud = await openCloud();
		await checkRegions(cloud, [region], signal);
		const {ImageCriteria} = await cloud.settings(region, signal);
		return ImageCriteria;
	},
	done: (state, criteria, {key}) => show(state, {type: 'save', criteria, origin: key, prompt: promptWith(key)}),
	failed: refuse,
	cancelled: stopReading,
};

/** What is in a file: one list of criteria, many presets, or everything that is wrong with it. */
type FileContent =
	| {readonly type: 'criteria'; readonly criteria: ImageCriteria}
	| {readonly type: 'presets'; readonly presets: readonly PresetInFile[]}
	| {readonly type: 'errors'; readonly errors: readonly string[]};

const readFile: PresetsEffect<Plain, FileContent> = {
	name: 'read-file',
	wanted: (state) => sentIn(state, 'file'),
	run: async ({key}, {world, signal}) => contentOf(await world.readText(key, signal)),
	done(state, content, {key}) {
		switch (content.type) {
			case 'criteria': {
				const {criteria} = content;
				return show(state, {type: 'save', criteria, origin: key, prompt: promptWith(baseName(key))});
			}

			case 'presets': {
				return show(state, startImport(key, content.presets));
			}

			case 'errors': {
				const stopped = stopReading(state);
				return stopped.view.type === 'file' ? show(stopped, {...stopped.view, errors: content.errors}) : stopped;
			}
		}
	},
	failed: refuse,
	cancelled: stopReading,
};

type Saving = Plain & {readonly preset: PresetInFile; readonly overwrite: boolean};
type Saved = {readonly name: string; readonly presets: readonly Preset[]};

async function save(
	{preset, overwrite}: Saving,
	{world: {presets}}: Parameters<PresetsEffect<Saving, Saved>['run']>[1],
): Promise<Saved> {
	const {name} = await presets.save(preset, {overwrite});
	return {name, presets: await presets.list()};
}

const saveOne: PresetsEffect<Saving, Saved> = {
	name: 'save',
	wanted(state) {
		const view = viewIn(state, 'save');
		const sent = view && sentFrom(view.prompt);
		return view === undefined || sent === undefined
			? []
			: [
					{
						key: JSON.stringify(sent),
						preset: {name: sent.text, criteria: view.criteria},
						overwrite: sent.overwrite,
					},
				];
	},
	run: save,
	done: (state, {name, presets}) => backToList(withPresets({...state, current: name}, presets), `Saved "${name}".`),
	failed: refuse,
};

/** The presets of a file, one after the other. */
const saveNext: PresetsEffect<Saving, Saved> = {
	name: 'import',
	wanted(state) {
		const view = viewIn(state, 'import');
		const item = view?.items[view.position];
		return view === undefined || item === undefined || view.phase === 'overwrite?'
			? []
			: [{key: `${view.position}:${view.phase}`, preset: item.preset, overwrite: view.phase === 'overwriting'}];
	},
	run: save,
	done: (state, {name, presets}) => goOn(withPresets({...state, current: name}, presets), withSaved),
	failed: (state, problem) => goOn(state, (view) => withFailure(view, problem)),
};

export const readingEffects = [jobsOf(readRegion), jobsOf(readFile), jobsOf(saveOne), jobsOf(saveNext)] as const;

function goOn(state: PresetsState, change: (view: ImportView) => ImportView): PresetsState {
	const view = viewIn(state, 'import');
	const next = view && change(view);
	if (next === undefined) {
		return state;
	}

	const shown = show(state, next);
	return isImported(next) ? withNotice(shown, 'info', importInWords(next)) : shown;
}

function sentIn(state: PresetsState, type: 'region' | 'file'): readonly Plain[] {
	const view = viewIn(state, type);
	const sent = view && sentFrom(view.prompt);
	return sent === undefined ? [] : [{key: sent.text}];
}

function stopReading(state: PresetsState): PresetsState {
	const {view} = state;
	return view.type === 'region' || view.type === 'file'
		? show(state, {...view, prompt: {field: view.prompt.field, phase: 'typing'}})
		: state;
}

function contentOf(text: string): FileContent {
	if (isPresetsFile(text)) {
		const {presets, errors} = readPresets(text);
		if (errors.length > 0) {
			return {type: 'errors', errors: errors.map((issue) => formatIssue(issue))};
		}

		return presets.length === 0
			? {type: 'errors', errors: ['The file holds an empty list of presets.']}
			: {type: 'presets', presets};
	}

	const {criteria, errors} = readCriteria(text);
	return criteria === undefined
		? {type: 'errors', errors: errors.map((issue) => formatIssue(issue))}
		: {type: 'criteria', criteria};
}

/** `policies/base.json` → `base` */
function baseName(path: string): string {
	return (path.split(/[/\\]/).at(-1) ?? path).replace(/(?<=.)\.[^.]*$/, '');
}
