/** A preset as a file: the format, then the name. */
import type {ImageCriteria} from '../criteria/criterion.ts';
import {jobsOf} from '../machine/effect.ts';
import type {Guard} from '../machine/guard.ts';
import {movedCursor} from '../machine/list.ts';
import {prompting, promptWith, reducePrompt, sentFrom} from '../machine/prompt.ts';
import {withNotice} from '../machine/shell.ts';
import {canExport, exportCriteria, exportName, presetFormats, type PresetFormat} from './formats.ts';
import {
	backToList,
	refuse,
	show,
	viewIn,
	type OnView,
	type Plain,
	type PresetsEffect,
	type PresetsState,
	type ViewOf,
} from './state.ts';

export const onFormat: OnView<'format'> = {
	move: (state, view, event) => show(state, {...view, cursor: movedCursor(view.cursor, event, presetFormats.length)}),
	choose: (state, view, {index}) => startExport(state, view, index),
	next: (state, view) => startExport(state, view, view.cursor),
	back: (state) => show(state, {type: 'list'}),
};

/** Whether the format under the cursor can carry the preset, or why not. */
export function canChooseFormat(state: PresetsState): Guard {
	const view = viewIn(state, 'format');
	const format = view && presetFormats[view.cursor];
	return view !== undefined && format !== undefined && canExport(view.preset.criteria, format) !== true
		? 'this format cannot carry the criteria'
		: true;
}

function startExport(state: PresetsState, {preset}: ViewOf<'format'>, index: number): PresetsState {
	const format = presetFormats[index];
	if (format === undefined) {
		return state;
	}

	if (canExport(preset.criteria, format) !== true) {
		// The screen says why.
		const text = 'Choose another format: this one cannot carry the criteria.';
		return withNotice(show(state, {type: 'format', preset, cursor: index}), 'warning', text);
	}

	return show(state, {type: 'export', preset, format, prompt: promptWith(exportName(preset.name, format))});
}

export const onExport: OnView<'export'> = prompting((state, view, event) => {
	const {preset, format} = view;
	const prompt = reducePrompt(view.prompt, event);
	return show(
		state,
		prompt === 'closed' ? {type: 'format', preset, cursor: presetFormats.indexOf(format)} : {...view, prompt},
	);
});

type Writing = Plain & {
	readonly path: string;
	readonly criteria: ImageCriteria;
	readonly format: PresetFormat;
	readonly overwrite: boolean;
};

/** Writes the file; gives what the format leaves out or changes, a sentence each. */
const write: PresetsEffect<Writing, readonly string[]> = {
	name: 'write',
	wanted(state) {
		const view = viewIn(state, 'export');
		const sent = view && sentFrom(view.prompt);
		return view === undefined || sent === undefined
			? []
			: [
					{
						key: JSON.stringify(sent),
						path: sent.text,
						criteria: view.preset.criteria,
						format: view.format,
						overwrite: sent.overwrite,
					},
				];
	},
	async run({path, criteria, format, overwrite}, {world, signal}) {
		const {text, dropped} = exportCriteria(criteria, format);
		await world.writeFile(path, [text], {overwrite, signal});
		return dropped;
	},
	done: (state, notes, {path}) =>
		backToList(state, [`Wrote ${path}.`, ...notes].join(' '), notes.length === 0 ? 'info' : 'warning'),
	failed: refuse,
};

export const exportEffects = [jobsOf(write)] as const;
