/** What is told of the preset under the cursor, as texts beside or below the list. */
import type {Preset} from '../../../operations/ports.ts';
import {jsonLines, type PresetsState} from '../../../presets/state.ts';
import {safeText} from '../../../safe-text.ts';
import type {Pane} from '../../components/panels/panes.tsx';
import {wrapped, type Line} from '../../components/text/lines.tsx';
import {criteriaLines, type Look} from '../../components/text/text-lines.ts';
import type {Symbols} from '../../theme.ts';
import {whereLines} from './where-lines.ts';

/** Each in its own place: what it is, where it is applied, and its JSON. */
export function widePanes(state: PresetsState, preset: Preset, symbols: Symbols): readonly Pane[] {
	return [
		{title: preset.name, lines: (width) => previewLines(preset, {width, symbols})},
		{title: 'In Regions', lines: (width) => whereLines(state, preset, {width, symbols})},
		{
			title: 'As JSON',
			lines: (width) => jsonLines(preset.criteria).flatMap((row) => wrapped(safeText(row), width, {tone: 'muted'})),
		},
	];
}

/** One below the other, of which the first alone may be in sight: where a preset is applied, once that was asked for. */
export function narrowPanes(state: PresetsState, preset: Preset, symbols: Symbols): readonly Pane[] {
	const preview: Pane = {lines: (width) => previewLines(preset, {width, symbols})};
	const where: Pane = {lines: (width) => whereLines(state, preset, {width, symbols})};
	return state.applied === undefined ? [preview, where] : [where, preview];
}

/** What a preset is for, what it allows, and when it was made and used. */
export function previewLines({description, criteria, createdAt, lastUsedAt}: Preset, look: Look): readonly Line[] {
	const used = lastUsedAt === undefined ? 'never used' : `last used ${day(lastUsedAt)}`;
	return [
		...(description === undefined ? [] : wrapped(description, look.width, {tone: 'strong'})),
		...criteriaLines(criteria, look),
		...wrapped(`created ${day(createdAt)}, ${used}`, look.width, {tone: 'muted'}),
	];
}

/** Dates come from a file that anybody may have written. */
export function day(time: string): string {
	return safeText(time.slice(0, 10));
}
