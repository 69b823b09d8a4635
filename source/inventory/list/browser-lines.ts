import {accountAt} from '../place.ts';
import type {Crumb, GroupLine, InstanceLine, Line} from './browser-snapshot.ts';
import type {Fields} from './fields.ts';
import {compileFilter, onceEach, type RowTest} from './filter.ts';
import {changeBy, groupless, type Group} from './groups.ts';
import type {Listing} from './listing.ts';
import type {Marks} from './position/marks.ts';

/** Which rows a browser shows: those of the groups drilled into that the filter and `show` leave. Terminated ones only if a state is asked for. */
export function rowsShown(
	fields: Fields,
	{filter: text, show, crumbs}: {filter: string; show: 'not-allowed' | 'all'; crumbs: readonly Crumb[]},
): RowTest {
	const {columns} = fields;
	const filter = compileFilter(text, fields);
	const passes: RowTest = filter.status === 'ok' ? filter.test : () => true;
	const hidesTerminated = !(filter.status === 'ok' && filter.asksForState);
	const scopes = crumbs.map(({by, key}) => {
		const field = fields.get(by);
		const isIn = onceEach((code) => field.text(code) === key);
		return (row: number): boolean => isIn(field.codeOf(row));
	});
	return (row) =>
		!columns.isRetired(row) &&
		!(hidesTerminated && columns.isTerminated(row)) &&
		(show === 'all' || fields.verdicts.ofRow(row) === 'not-allowed') &&
		scopes.every((isIn) => isIn(row)) &&
		passes(row);
}

/** What a group is called on the screen. */
export function labelOf({by, key}: Pick<Group, 'by' | 'key'>): string {
	return key === '' ? groupless[by] : key;
}

/** The lines of a listing from one index up to, not including, another. */
export function linesOf(listing: Listing, from: number, to: number, marks: Marks): readonly Line[] {
	const {fields, grouping} = listing.query;
	return grouping === undefined
		? Array.from(listing.rows.subarray(from, to), (row) => instanceLine(row, fields, marks.has(row)))
		: listing.groups.slice(from, to).map((group) => groupLine(group, marks));
}

function groupLine(group: Group, marks: Marks): GroupLine {
	return {type: 'group', group, label: labelOf(group), isMarked: marks.hasGroup(group.by, group.key)};
}

function instanceLine(row: number, fields: Fields, isMarked: boolean): InstanceLine {
	const {columns} = fields;
	const imageIndex = columns.imageOf(row);
	const {evidence, region: place} = columns.images.at(imageIndex);
	const account = accountAt(place);
	const launched = columns.launchedAt(row);
	const verdict = fields.verdicts.ofImage(imageIndex);
	const draft = changeBy(verdict, fields.draft?.ofImage(imageIndex));
	return {
		type: 'instance',
		row,
		isMarked,
		id: columns.idOf(row),
		name: columns.tagValues.text(columns.nameOf(row)),
		...(account !== undefined && {account}),
		region: columns.regions.text(columns.regionOf(row)),
		zone: columns.zones.text(columns.zoneOf(row)),
		instanceType: columns.types.text(columns.typeOf(row)),
		state: columns.states.text(columns.stateOf(row)),
		...(!Number.isNaN(launched) && {launched}),
		...(evidence !== undefined && {image: evidence}),
		verdict,
		...(draft !== undefined && {draft}),
		reason: fields.verdicts.reasons.text(fields.verdicts.reasonOfImage(imageIndex)),
	};
}
