/** What the table of a fleet run tells of each Region, and how it is sorted and filtered. */
import {emptyField, type TextField} from '../../../machine/text-field.ts';

const fleetColumns = [
	'region',
	'state',
	'criteria',
	'where',
	'decision',
	'instances',
	'hidden',
	'not-allowed',
	'unknown',
	'images',
	'sources',
	'problem',
] as const;
export type FleetColumn = (typeof fleetColumns)[number];

export type FleetList = {
	readonly sort: {readonly column: FleetColumn; readonly direction: 'ascending' | 'descending'};
	readonly filter: TextField;
};

/** All of them, in the order of the run. */
export const wholeList: FleetList = {sort: {column: 'region', direction: 'ascending'}, filter: emptyField};

/** Columns of numbers begin with the most. */
const numeric: ReadonlySet<FleetColumn> = new Set([
	'instances',
	'hidden',
	'not-allowed',
	'unknown',
	'images',
	'sources',
]);

/** The list by its next column. */
export function nextSort({sort, ...list}: FleetList): FleetList {
	const column = fleetColumns[(fleetColumns.indexOf(sort.column) + 1) % fleetColumns.length] ?? 'region';
	return {...list, sort: {column, direction: numeric.has(column) ? 'descending' : 'ascending'}};
}

/** The other way round. */
export function reversed({sort, ...list}: FleetList): FleetList {
	return {...list, sort: {...sort, direction: sort.direction === 'ascending' ? 'descending' : 'ascending'}};
}
