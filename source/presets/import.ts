/** Importing a file of many presets: what becomes of each, and the question before one is overwritten. */
import {counted} from '../counted.ts';
import type {PresetInFile} from '../criteria/formats/presets-file.ts';
import type {Problem} from '../problem.ts';
import type {ImportItem, ImportView} from './state.ts';

export function startImport(file: string, presets: readonly PresetInFile[]): ImportView {
	const items = presets.map((preset): ImportItem => ({preset, outcome: 'waiting'}));
	return {type: 'import', file, items, position: 0, phase: 'saving'};
}

/** Whether nothing is left to be done or asked. */
export function isImported({items, position}: ImportView): boolean {
	return position >= items.length;
}

/** The preset whose turn it was has been saved. */
export function withSaved(view: ImportView): ImportView {
	return settled(view, view.phase === 'overwriting' ? 'overwritten' : 'saved');
}

/** It was not saved: its name is taken, or it is refused. */
export function withFailure(view: ImportView, {code, what}: Problem): ImportView {
	if (code !== 'exists') {
		return settled(view, 'refused', what);
	}

	return view.forAll === undefined ? {...view, phase: 'overwrite?'} : decided(view, view.forAll === 'overwrite');
}

/** A person said whether it may be overwritten, or all that are still to come with it. */
export function withAnswer(
	view: ImportView,
	{yes, forAll}: {readonly yes: boolean; readonly forAll: boolean},
): ImportView {
	return decided(forAll ? {...view, forAll: yes ? 'overwrite' : 'leave'} : view, yes);
}

/** Nothing more is imported; what was saved stays. */
export function stopImport(view: ImportView): ImportView {
	return {...view, position: view.items.length, phase: 'saving'};
}

/** "Imported 3 of 5 presets: 1 left as it was, 1 refused." */
export function importInWords({items}: ImportView): string {
	const count = (outcome: ImportItem['outcome']) => items.filter((item) => item.outcome === outcome).length;
	const rest = [
		[count('left as it was'), 'left as it was'],
		[count('refused'), 'refused'],
		[count('waiting'), 'not tried'],
	] as const;
	const details = rest.flatMap(([number, words]) => (number === 0 ? [] : [`${number} ${words}`]));
	const imported = count('saved') + count('overwritten');
	return `Imported ${imported} of ${counted(items.length, 'preset')}${details.length === 0 ? '' : `: ${details.join(', ')}`}.`;
}

function decided(view: ImportView, isOverwritten: boolean): ImportView {
	return isOverwritten ? {...view, phase: 'overwriting'} : settled(view, 'left as it was');
}

function settled(view: ImportView, outcome: ImportItem['outcome'], why?: string): ImportView {
	const items = view.items.map((item, index) =>
		index === view.position ? {...item, outcome, ...(why !== undefined && {why})} : item,
	);
	return {...view, items, position: view.position + 1, phase: 'saving'};
}
