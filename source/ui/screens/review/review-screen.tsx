import {Box} from 'ink';
import {useLayoutEffect, useSyncExternalStore} from 'react';
import {typedIn} from '../../../machine/prompt.ts';
import type {ImageEvidence} from '../../../criteria/evaluation/image.ts';
import {knownPublisher} from '../../../criteria/suggestions/publishers.ts';
import type {BrowserSnapshot, InstanceLine, Line} from '../../../inventory/list/browser-snapshot.ts';
import {accountAt, placeOf} from '../../../inventory/place.ts';
import {emptyListInWords} from '../../../inventory/words.ts';
import type {WizardSession} from '../../../rollout/session.ts';
import type {StepOf, RolloutState} from '../../../rollout/state.ts';
import {PromptLine} from '../../components/input/prompt-line.tsx';
import {positionText} from '../../components/panels/scrolling.ts';
import {Table, type Column} from '../../components/lists/table.tsx';
import {TextInput} from '../../components/input/text-input.tsx';
import {Toned} from '../../components/text/toned.tsx';
import {useBodySize} from '../../hooks/use-body-size.ts';
import {useTheme} from '../../hooks/use-theme.ts';
import type {Theme, Tone} from '../../theme.ts';
import {DetailPane} from './detail-pane.tsx';

/** The instances, or groups of them, with the reasons of the one at hand beside or below. */
export function ReviewScreen({
	state,
	step,
	session,
}: {
	readonly state: RolloutState;
	readonly step: StepOf<'review'>;
	readonly session: WizardSession;
}) {
	const {browser} = session;
	const snapshot = useSyncExternalStore(browser.subscribe, browser.getSnapshot);
	const {width, height} = useBodySize();
	const theme = useTheme();
	const isWide = width >= 110;
	const detailHeight = step.detail && !isWide ? detailHeightOf(snapshot, height) : 0;
	const listWidth = step.detail && isWide ? Math.floor(width * 0.55) : width;
	const hasFilterLine = step.isFiltering || step.filter.value !== '';
	const missing = missingWords(snapshot, theme);
	const exportHeight = step.exporting === undefined ? 0 : step.exporting.problem === undefined ? 1 : 4;
	const listHeight =
		height -
		1 -
		detailHeight -
		(hasFilterLine ? 1 : 0) -
		(missing === undefined ? 0 : 1) -
		exportHeight -
		(step.jump === undefined ? 0 : 1);
	// Before the frame is drawn: a list never shows rows that its model does not give.
	useLayoutEffect(() => {
		browser.setHeight(listHeight - 1);
	}, [browser, listHeight]);

	if (step.isZoomed === true) {
		return <DetailPane state={state} step={step} session={session} width={width} height={height} />;
	}

	return (
		<Box flexDirection="column">
			<Title snapshot={snapshot} />
			{missing !== undefined && <Toned tone="danger">{missing}</Toned>}
			{step.exporting !== undefined && (
				<Box flexDirection="column" height={exportHeight} overflow="hidden">
					<PromptLine
						label="Write what is listed to"
						prompt={step.exporting}
						placeholder="report.html, .md, .csv, .json or .ndjson"
						question={`${typedIn(step.exporting)} is there already. Overwrite it? y overwrites, n lets you choose another name.`}
					/>
				</Box>
			)}
			{step.jump !== undefined && (
				<Box>
					<Toned tone="accent">{`${theme.symbols.jump} `}</Toned>
					<TextInput field={step.jump} width={width - 2} placeholder={`a number from 1 to ${snapshot.length}`} />
				</Box>
			)}
			{hasFilterLine && (
				<Box>
					<Toned tone="accent">{`${theme.symbols.filter} `}</Toned>
					<TextInput
						field={step.filter}
						width={width - 2}
						isFocused={step.isFiltering}
						placeholder="text, provider:444…, state:running, !tag:env=dev"
					/>
				</Box>
			)}
			<Box>
				<Table
					columns={columnsOf(snapshot, theme)}
					count={snapshot.length}
					first={snapshot.first}
					rowAt={(index) => snapshot.lines[index - snapshot.first]}
					width={listWidth}
					height={listHeight}
					selected={Math.max(0, snapshot.cursor)}
					isFocused={!step.isFiltering}
					isMarked={snapshot.marks > 0 ? ({isMarked}) => isMarked : undefined}
					sort={snapshot.sort}
					empty={emptyWords(snapshot)}
				/>
				{step.detail && isWide && (
					<Box flexDirection="column" paddingLeft={2} width={width - listWidth} height={listHeight} overflow="hidden">
						<DetailPane state={state} step={step} session={session} width={width - listWidth - 2} height={listHeight} />
					</Box>
				)}
			</Box>
			{detailHeight > 0 && (
				<Box flexDirection="column" height={detailHeight} overflow="hidden">
					<Toned tone="rule">{theme.symbols.rule.repeat(width)}</Toned>
					<DetailPane state={state} step={step} session={session} width={width} height={detailHeight - 1} />
				</Box>
			)}
		</Box>
	);
}

/** The rows of the details below the list: where nothing is listed there is nothing to tell of, and of a group of many images there is little. */
function detailHeightOf({view, length}: BrowserSnapshot, height: number): number {
	if (length === 0) {
		return 0;
	}

	const isBrief = view !== 'instances' && view !== 'image' && view !== 'reason';
	return isBrief ? 6 : Math.max(6, Math.floor(height / 2) - 1);
}

/** What the list lacks because it could not be scanned. */
function missingWords({coverage, scan}: BrowserSnapshot, {symbols}: Theme): string | undefined {
	if (scan !== 'partial') {
		return undefined;
	}

	const places = coverage
		.failures()
		.map(
			({region, zone, problem}) =>
				`${zone === undefined ? region : placeOf(accountAt(region), zone)} (${problem.kind})`,
		);
	return `${symbols.failed} Not in this list: ${places.join(', ')}.${isScannedOnce(coverage) ? '' : ' R scans again.'}`;
}

/** Accounts side by side are scanned before they are shown. */
function isScannedOnce({regions}: BrowserSnapshot['coverage']): boolean {
	return regions.some(({region}) => accountAt(region) !== undefined);
}

/** What is listed, how much of it, and how far the scan behind it is. */
function Title({snapshot}: {readonly snapshot: BrowserSnapshot}) {
	const {symbols} = useTheme();
	const {view, crumbs, cursor, length, show, marks, scan, filter, totals} = snapshot;
	const what = view === 'instances' ? (show === 'all' ? 'Instances' : 'Instances not allowed') : `By ${view}`;
	const path = crumbs.map(({label}) => `${label} ${symbols.arrow} `).join('');
	const parts = [
		positionText(cursor, length),
		marks > 0 && `${marks} marked`,
		scan === 'running' && 'still scanning',
		scan === 'partial' && 'incomplete scan',
		scan === 'from-file' && 'from a file',
		`${totals.notAllowed.toLocaleString('en-US')} not allowed`,
		`${totals.allowed.toLocaleString('en-US')} allowed`,
		totals.unknown > 0 && `${totals.unknown.toLocaleString('en-US')} no verdict`,
	].filter((part) => part !== false);
	return (
		<Toned>
			<Toned tone="heading">{`${path}${what}`}</Toned>
			<Toned tone={scan === 'partial' ? 'danger' : 'muted'}>{`  ${parts.join(` ${symbols.dot} `)}`}</Toned>
			{filter.error !== undefined && <Toned tone="danger">{`  ${filter.error}`}</Toned>}
		</Toned>
	);
}

function columnsOf({view, coverage}: BrowserSnapshot, theme: Theme): ReadonlyArray<Column<Line>> {
	return view === 'instances'
		? instanceColumns(theme, {
				hasRegions: coverage.regions.length > 1,
				hasAccounts: coverage.regions.some(({region}) => accountAt(region) !== undefined),
			})
		: groupColumns(view);
}

function ofInstance(text: (line: InstanceLine) => string): (line: Line) => string {
	return (line) => (line.type === 'instance' ? text(line) : '');
}

function instanceColumns(
	{symbols}: Theme,
	{hasRegions, hasAccounts}: {readonly hasRegions: boolean; readonly hasAccounts: boolean},
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
		{id: 'name', title: 'Name', text: ofInstance(({name}) => name), min: 16, max: 48, weight: 3, drop: 1},
		...(hasAccounts
			? [
					{
						id: 'account',
						title: 'Account',
						text: ofInstance(({account}) => account ?? ''),
						min: 12,
						max: 12,
					} satisfies Column<Line>,
				]
			: []),
		...(hasRegions
			? [
					{
						id: 'region',
						title: 'Region',
						text: ofInstance(({region}) => region),
						min: 12,
						max: 14,
					} satisfies Column<Line>,
				]
			: []),
		{
			id: 'image',
			title: 'AMI',
			text: ofInstance(({image}) => image?.Name ?? image?.ImageId ?? 'not known'),
			min: 24,
			weight: 4,
		},
		{id: 'provider', title: 'Provider', text: ofInstance(({image}) => image?.OwnerId ?? ''), min: 12, max: 12, drop: 3},
		{id: 'state', title: 'State', text: ofInstance(({state}) => state), min: 8, max: 13, drop: 2},
		{id: 'zone', title: 'Zone', text: ofInstance(({zone}) => zone), min: 10, max: 15, drop: 4},
		{id: 'type', title: 'Type', text: ofInstance(({instanceType}) => instanceType), min: 9, max: 14, drop: 5},
	];
}

const verdictWords = {allowed: 'allowed', 'not-allowed': 'not allowed', unknown: 'no verdict'} as const;

const verdictTones: Readonly<Record<InstanceLine['verdict'], Tone>> = {
	allowed: 'allowed',
	'not-allowed': 'notAllowed',
	unknown: 'unknown',
};

function groupColumns(view: Exclude<BrowserSnapshot['view'], 'instances'>): ReadonlyArray<Column<Line>> {
	return [
		{
			id: 'not-allowed',
			title: 'Not allowed',
			text: (line) => (line.type === 'group' ? line.group.notAllowed.toLocaleString('en-US') : ''),
			align: 'right',
			min: 13,
			max: 13,
		},
		{
			id: 'instances',
			title: 'Instances',
			text: (line) => (line.type === 'group' ? line.group.instances.toLocaleString('en-US') : ''),
			align: 'right',
			max: 9,
		},
		...(view === 'image' ? [nameOf('Name', (image) => image?.Name ?? '')] : []),
		{
			id: 'key',
			title: view.charAt(0).toUpperCase() + view.slice(1),
			text: (line) => (line.type === 'group' ? line.label : ''),
			min: view === 'image' ? 21 : 14,
			max: view === 'reason' ? 200 : 24,
		},
		...(view === 'provider'
			? [nameOf('Known as', (image) => knownPublisher(image?.OwnerId ?? '') ?? image?.ImageOwnerAlias ?? '')]
			: []),
	];
}

/** What a group is called, which is what people know it by: the widest column. */
function nameOf(title: string, text: (image: ImageEvidence | undefined) => string): Column<Line> {
	return {
		id: 'about',
		title,
		text: (line) => text(line.type === 'group' ? line.group.image : undefined),
		min: 14,
		weight: 4,
	};
}

/** Why the list is empty, and the key that leads on. */
function emptyWords(snapshot: BrowserSnapshot): string {
	const hints: Partial<Record<BrowserSnapshot['state'], string>> = {
		'none-not-allowed': 'Press o to see them all.',
		'nothing-matches': snapshot.show === 'all' ? 'esc clears the filter.' : 'o looks among all, esc clears the filter.',
		'nothing-here': 'esc goes back.',
	};
	return [emptyListInWords(snapshot), hints[snapshot.state]].filter(Boolean).join(' ');
}
