import {Box} from 'ink';
import {useLayoutEffect, useSyncExternalStore} from 'react';
import {typedIn} from '../../../machine/prompt.ts';
import type {BrowserSnapshot, Line} from '../../../inventory/list/browser-snapshot.ts';
import {accountAt} from '../../../inventory/place.ts';
import type {WizardSession} from '../../../rollout/session.ts';
import type {StepOf, RolloutState} from '../../../rollout/state.ts';
import {PromptLine} from '../../components/input/prompt-line.tsx';
import {Table, type Column} from '../../components/lists/table.tsx';
import {TextInput} from '../../components/input/text-input.tsx';
import {Toned} from '../../components/text/toned.tsx';
import {useBodySize} from '../../hooks/use-body-size.ts';
import {useTheme} from '../../hooks/use-theme.ts';
import type {Theme} from '../../theme.ts';
import {DetailPane} from './detail-pane.tsx';
import {groupColumns} from './group-columns.ts';
import {instanceColumns} from './instance-columns.ts';
import {emptyWords, ListTitle, missingWords} from './list-words.tsx';

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
	const listWidth = step.detail && isWide ? Math.floor(width * 0.58) : width;
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
			<ListTitle snapshot={snapshot} />
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

function columnsOf(snapshot: BrowserSnapshot, theme: Theme): ReadonlyArray<Column<Line>> {
	const {view, coverage, hasDraft} = snapshot;
	return view === 'instances'
		? instanceColumns(theme, {
				hasRegions: coverage.regions.length > 1,
				hasAccounts: coverage.regions.some(({region}) => accountAt(region) !== undefined),
				hasDraft,
			})
		: groupColumns(snapshot, theme);
}
