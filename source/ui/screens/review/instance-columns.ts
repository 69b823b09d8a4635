/** The columns of a list of instances. */
import type {InstanceLine, Line} from '../../../inventory/list/browser-snapshot.ts';
import type {DraftChange} from '../../../inventory/list/groups.ts';
import type {Column} from '../../components/lists/table.tsx';
import type {Symbols, Theme, Tone} from '../../theme.ts';

/** What there is to tell columns by: of one Region or account nothing is said that all rows share. */
export type Shape = {
	readonly hasRegions: boolean;
	readonly hasAccounts: boolean;
	/** Whether there is a draft, whose effect is told of each row. */
	readonly hasDraft: boolean;
};

export function instanceColumns(
	{symbols}: Theme,
	{hasRegions, hasAccounts, hasDraft}: Shape,
): ReadonlyArray<Column<Line>> {
	const verdicts = {allowed: symbols.allowed, 'not-allowed': symbols.notAllowed, unknown: symbols.unknown} as const;
	return [
		{
			id: 'verdict',
			title: '',
			text: ofInstance(({verdict}) => verdicts[verdict]),
			spoken: ofInstance(({verdict}) => verdictWords[verdict]),
			tone: (line) => (line.type === 'instance' ? verdictTones[line.verdict] : undefined),
			min: 1,
			max: 1,
		},
		{id: 'id', title: 'Instance', text: ofInstance(({id}) => id), min: 19, max: 19},
		{id: 'name', title: 'Name', text: ofInstance(({name}) => name), min: 20, max: 48, weight: 3, drop: 1},
		...shown(hasAccounts, {
			id: 'account',
			title: 'Account',
			text: ofInstance(({account}) => account ?? ''),
			min: 12,
			max: 12,
		}),
		...shown(hasRegions, {id: 'region', title: 'Region', text: ofInstance(({region}) => region), min: 12, max: 14}),
		{
			id: 'image-name',
			title: 'Image',
			text: ofInstance(({image}) => image?.Name ?? image?.ImageId ?? 'not known'),
			min: hasDraft ? 19 : 26,
			weight: 4,
			truncate: 'middle',
		},
		{id: 'image', title: 'Image ID', text: ofInstance(({image}) => image?.ImageId ?? ''), min: 21, max: 21, drop: 1},
		{id: 'provider', title: 'Provider', text: ofInstance(({image}) => image?.OwnerId ?? ''), min: 12, max: 12, drop: 3},
		{id: 'state', title: 'State', text: ofInstance(({state}) => state), min: 8, max: 13, drop: 2},
		{id: 'zone', title: 'Zone', text: ofInstance(({zone}) => zone), min: 10, max: 15, drop: 4},
		{id: 'type', title: 'Type', text: ofInstance(({instanceType}) => instanceType), min: 9, max: 14, drop: 5},
		{
			id: 'launched',
			title: 'Launched',
			text: ofInstance(({launched}) => (launched === undefined ? '' : new Date(launched).toISOString().slice(0, 10))),
			min: 10,
			max: 10,
			drop: 1,
		},
		{id: 'reason', title: 'Reason', text: ofInstance(({reason}) => reason), min: 20, weight: 2, drop: 1},
		...shown(
			hasDraft,
			draftColumn((line) => (line.type === 'instance' ? draftOfInstance(line, symbols) : undefined)),
		),
	];
}

/** What a draft would make of a line, as a sign with its word, and for those who hear it. */
export type DraftWords = {readonly text: string; readonly spoken: string; readonly tone: Tone};

/** Says of each line what the draft would make of it; nothing where that is what it is now. */
export function draftColumn(wordsOf: (line: Line) => DraftWords | undefined): Column<Line> {
	return {
		id: 'draft',
		title: 'Draft',
		text: (line) => wordsOf(line)?.text ?? '',
		spoken: (line) => wordsOf(line)?.spoken ?? '',
		tone: (line) => wordsOf(line)?.tone,
		min: 11,
		max: 14,
		weight: 0,
	};
}

/** A column, where it is of use. */
export function shown(isShown: boolean, column: Column<Line>): ReadonlyArray<Column<Line>> {
	return isShown ? [column] : [];
}

function draftOfInstance({draft}: InstanceLine, {allowed, notAllowed, unknown}: Symbols): DraftWords | undefined {
	const words: Readonly<Record<DraftChange, DraftWords>> = {
		mended: {text: `${allowed} allows`, spoken: 'the draft allows it', tone: 'allowed'},
		refused: {text: `${notAllowed} refuses`, spoken: 'the draft refuses it', tone: 'notAllowed'},
		unclear: {text: `${unknown} not known`, spoken: 'whether the draft allows it is not known', tone: 'unknown'},
	};
	return draft === undefined ? undefined : words[draft];
}

function ofInstance(text: (line: InstanceLine) => string): (line: Line) => string {
	return (line) => (line.type === 'instance' ? text(line) : '');
}

const verdictWords = {allowed: 'allowed', 'not-allowed': 'not allowed', unknown: 'no verdict'} as const;

const verdictTones: Readonly<Record<InstanceLine['verdict'], Tone>> = {
	allowed: 'allowed',
	'not-allowed': 'notAllowed',
	unknown: 'unknown',
};
