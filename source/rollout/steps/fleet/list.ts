/** The rows of a fleet run's table that are in sight. It says what is shown, never what a plan or a confirmation covers. */
import {rowFilter} from '../../../inventory/list/row-filter.ts';
import type {RolloutState} from '../../state.ts';
import {wholeList, type FleetColumn} from './columns.ts';
import {fleetRows, type FleetRow} from './rows.ts';

/** What a column is sorted by; `undefined` where nothing is known: that comes last, whichever way round. */
const values: Readonly<Record<FleetColumn, (row: FleetRow) => number | string | undefined>> = {
	region: ({region}) => region,
	state: ({state}) => orLast(state),
	criteria: ({criteria}) => orLast(criteria),
	where: ({where}) => where.words,
	decision: ({decision}) => orLast(decision.words),
	instances: ({counts}) => counts?.instances,
	hidden: ({counts}) => counts?.hidden,
	'not-allowed': ({counts}) => counts?.notAllowed,
	unknown: ({counts}) => counts?.unknown,
	images: ({counts}) => counts?.images,
	sources: ({sources}) => (typeof sources === 'object' ? sources.failing.length : undefined),
	problem: ({problem}) => problem?.kind,
};

function orLast(words: string): string | undefined {
	return words === '' ? undefined : words;
}

/** The texts that can be asked for by name, as `state:enabled`. */
const fields: ReadonlyMap<string, (row: FleetRow) => string> = new Map(
	Object.entries({
		region: ({region}) => region,
		state: ({state}) => state,
		criteria: ({criteria}) => criteria,
		where: ({where}) => where.words,
		decision: ({decision}) => decision.words,
		problem: ({problem}) => (problem === undefined ? '' : `${problem.kind} ${problem.what}`),
	} satisfies Readonly<Record<string, (row: FleetRow) => string>>),
);

/** The rows in sight, in their order; what is wrong with the filter, where something is: then it hides nothing. */
export type ListedRows = {readonly rows: readonly FleetRow[]; readonly count: number; readonly error?: string};

/** The rows of a run as its table lists them. */
export function listedRows(state: RolloutState): ListedRows {
	const {sort, filter} = state.fleet?.list ?? wholeList;
	const all = fleetRows(state);
	const test = rowFilter(fields, filter.value);
	const rows = typeof test === 'string' ? all : all.filter((row) => test(row));
	const order = sort.direction === 'ascending' ? 1 : -1;
	const value = values[sort.column];
	return {
		rows: rows.toSorted((left, right) => {
			const [one, other] = [value(left), value(right)];
			return one === undefined || other === undefined
				? Number(one === undefined) - Number(other === undefined)
				: order * compare(one, other);
		}),
		count: all.length,
		...(typeof test === 'string' && {error: test}),
	};
}

function compare(one: number | string, other: number | string): number {
	return typeof one === 'number' && typeof other === 'number'
		? one - other
		: String(one).localeCompare(String(other), 'en');
}
