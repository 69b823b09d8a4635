import {writeTable} from '../../inventory/writers/table.ts';
import type {Preset} from '../../operations/ports.ts';
import {formatOption} from '../options/arguments.ts';
import type {Context} from '../program/context.ts';
import {defineSubcommand} from '../options/definition.ts';
import {exitCodes} from '../program/exit-code.ts';
import {tableOrJson, type TableOrJson} from '../options/formats.ts';
import {jsonText} from '../program/json.ts';
import {report} from '../program/pager.ts';
import {tableLayout} from '../program/table-layout.ts';
import {say} from '../program/terminal.ts';

/** As a table, or as the file that `presets import` takes. */
export const list = defineSubcommand(
	{
		summary: 'the presets by name',
		uses: ['demo'],
		examples: ['presets list', 'presets list -f json > presets.json'],
		declare: (command) => command.addOption(formatOption(tableOrJson)),
	},
	async (context, {format}) => printPresets(context, format),
);

export async function printPresets(context: Context, format: TableOrJson): Promise<number> {
	const {presets} = await context.stores();
	const kept = await presets.list();
	if (format === 'json') {
		await report(context, jsonText({Presets: kept.map((preset) => jsonOf(preset))}));
	} else if (kept.length === 0) {
		say('No presets yet. "allowed-amis presets save NAME --criteria FILE" keeps one.');
	} else {
		await report(context, tableOf(kept));
	}

	return exitCodes.done;
}

function tableOf(presets: readonly Preset[]): Iterable<string> {
	return writeTable(
		[
			{head: 'Name'},
			{head: 'Criteria', align: 'right'},
			{head: 'Last used', dropsAt: 2},
			{head: 'Created', dropsAt: 1},
			{head: 'Description', shrinksTo: 12},
		],
		presets.map(({name, criteria, lastUsedAt, createdAt, description}) => [
			name,
			String(criteria.length),
			lastUsedAt?.slice(0, 10) ?? 'never',
			createdAt.slice(0, 10),
			description ?? '',
		]),
		tableLayout(),
	);
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
