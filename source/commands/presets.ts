import {writeTable} from '../inventory/writers/table.ts';
import {isInteractive} from '../ui/terminal/interactive.ts';
import type {Preset} from '../operations/ports.ts';
import type {Context} from './program/context.ts';
import {exitCodes} from './program/exit-code.ts';
import type {TableOrJson} from './program/formats.ts';
import {print, say} from './program/terminal.ts';

/** `presets`: their screen; without a terminal, the list. */
export async function openPresets(context: Context): Promise<number> {
	if (isInteractive({env: context.env}) !== true) {
		return listPresets(context, {format: 'table'});
	}

	const {runPresetsScreen} = await import('./presets-screen.tsx');
	return runPresetsScreen(context);
}

/** `presets list`: as a table, or as the file that `presets import` takes. */
export async function listPresets(context: Context, {format}: {readonly format: TableOrJson}): Promise<number> {
	const {presets} = await context.stores();
	const list = await presets.list();
	if (format === 'json') {
		await print(`${JSON.stringify({Presets: list.map((preset) => jsonOf(preset))}, undefined, 4)}\n`);
	} else if (list.length === 0) {
		say('No presets yet. "allowed-amis presets save NAME --criteria FILE" keeps one.');
	} else {
		await print(
			writeTable(
				[
					{head: 'Name'},
					{head: 'Criteria', align: 'right'},
					{head: 'Last used'},
					{head: 'Created'},
					{head: 'Description'},
				],
				list.map(({name, criteria, lastUsedAt, createdAt, description}) => [
					name,
					String(criteria.length),
					lastUsedAt?.slice(0, 10) ?? 'never',
					createdAt.slice(0, 10),
					description ?? '',
				]),
			),
		);
	}

	return exitCodes.done;
}

/** `presets show`: the criteria as `--cli-input-json` takes them. */
export async function showPreset(context: Context, name: string): Promise<number> {
	const {presets} = await context.stores();
	const {criteria} = await presets.get(name);
	await print(`${JSON.stringify({ImageCriteria: criteria}, undefined, 4)}\n`);
	return exitCodes.done;
}

/** `presets rename` */
export async function renamePreset(context: Context, from: string, to: string): Promise<number> {
	const {presets} = await context.stores();
	await presets.rename(from, to);
	say(`Renamed "${from}" to "${to}".`);
	return exitCodes.done;
}

/** `presets remove` */
export async function removePreset(context: Context, name: string): Promise<number> {
	const {presets} = await context.stores();
	await presets.remove(name);
	say(`Removed "${name}".`);
	return exitCodes.done;
}

function jsonOf({name, description, criteria, createdAt, lastUsedAt}: Preset) {
	return {
		Name: name,
		...(description !== undefined && {Description: description}),
		ImageCriteria: criteria,
		CreatedAt: createdAt,
		...(lastUsedAt !== undefined && {LastUsedAt: lastUsedAt}),
	};
}
