import {Box} from 'ink';
import {useLayoutEffect, useSyncExternalStore, type ReactElement} from 'react';
import type {BrowserSnapshot, Line} from '../../../inventory/list/browser-snapshot.ts';
import {accountAt} from '../../../inventory/place.ts';
import type {WizardSession} from '../../../rollout/session.ts';
import type {StepOf, RolloutState} from '../../../rollout/state.ts';
import {isColumnShown} from '../../../rollout/steps/review/picker.ts';
import {unlistedIn} from '../../../rollout/steps/review/scanning-again.ts';
import {Table, type Column} from '../../components/lists/table.tsx';
import {columnsIn, ruleWidth, VerticalRule} from '../../components/panels/panes.tsx';
import {wrap} from '../../components/text/fit.ts';
import {Toned} from '../../components/text/toned.tsx';
import {useBodySize} from '../../hooks/use-body-size.ts';
import {useTheme} from '../../hooks/use-theme.ts';
import type {Theme} from '../../theme.ts';
import {ChoiceList} from './choice-list.tsx';
import {DetailPane} from './detail-pane.tsx';
import {groupColumns} from './group-columns.ts';
import {InputLines, useInputRows} from './input-lines.tsx';
import {instanceColumns} from './instance-columns.ts';
import {emptyWords, ListTitle, missingWords} from './list-words.tsx';

/** The instances, or groups of them, with the reasons of the current one beside or below. */
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
	const isWide = columnsIn(width) > 1;
	const {picker} = step;
	const unlisted = unlistedIn(state);
	const hasPane = step.detail || picker !== undefined;
	const inputs = useInputRows(step);
	// What is typed leaves the list two rows.
	const words = missingWords(snapshot, theme);
	// Where nothing is listed, there is room for all of it.
	const missing = words === undefined ? [] : snapshot.length === 0 ? wrap(words, width) : [words];
	const below = height - 1 - inputs - missing.length;
	const paneHeight =
		hasPane && !isWide ? Math.min(paneHeightOf(snapshot, step, {height, below}), height - inputs - 4) : 0;
	const listWidth = hasPane && isWide ? Math.floor(width * 0.58) : width;
	const listHeight = below - paneHeight;
	const pane = (size: {readonly width: number; readonly height: number}): ReactElement =>
		picker === undefined ? (
			<DetailPane state={state} step={step} session={session} {...size} />
		) : (
			<ChoiceList picker={picker} {...size} />
		);
	// Before the frame is drawn: a list never shows rows that its model does not give.
	useLayoutEffect(() => {
		browser.setHeight(listHeight - 1);
	}, [browser, listHeight]);

	if (step.isZoomed === true) {
		return pane({width, height});
	}

	return (
		<Box flexDirection="column">
			<ListTitle snapshot={snapshot} width={width} unlisted={unlisted} />
			{missing.length > 0 && <Toned tone="danger">{missing.join('\n')}</Toned>}
			<InputLines step={step} browser={browser} count={snapshot.length} width={width} />
			<Box>
				<Table
					columns={columnsOf(snapshot, theme)}
					count={snapshot.length}
					first={snapshot.first}
					rowAt={(index) => snapshot.lines[index - snapshot.first]}
					width={listWidth}
					height={listHeight}
					selected={Math.max(0, snapshot.cursor)}
					isFocused={!step.isFiltering && picker === undefined}
					isMarked={snapshot.marks > 0 ? ({isMarked}) => isMarked : undefined}
					sort={snapshot.sort}
					empty={emptyWords(snapshot, unlisted)}
				/>
				{hasPane && isWide && (
					<>
						<VerticalRule height={listHeight} />
						<Box flexDirection="column" width={width - listWidth - ruleWidth} height={listHeight} overflow="hidden">
							{pane({width: width - listWidth - ruleWidth, height: listHeight})}
						</Box>
					</>
				)}
			</Box>
			{paneHeight > 0 && (
				<Box flexDirection="column" height={paneHeight} overflow="hidden">
					<Toned tone="rule">{theme.symbols.rule.repeat(width)}</Toned>
					{pane({width, height: paneHeight - 1})}
				</Box>
			)}
		</Box>
	);
}

/**
The rows of what lies below the list: where nothing is listed there is nothing to tell of, and of a group of many images there is little. Of the
rows below the title, those that a short list and its head leave free are the pane's.
*/
function paneHeightOf(
	{view, length}: BrowserSnapshot,
	{picker}: StepOf<'review'>,
	{height, below}: {readonly height: number; readonly below: number},
): number {
	const half = Math.max(6, Math.floor(height / 2) - 1);
	if (picker !== undefined) {
		return Math.min(half, picker.choices.length + 2);
	}

	if (length === 0) {
		return 0;
	}

	const isBrief = view !== 'instances' && view !== 'image' && view !== 'reason';
	return isBrief ? 6 : Math.max(half, below - 1 - length);
}

function columnsOf(snapshot: BrowserSnapshot, theme: Theme): ReadonlyArray<Column<Line>> {
	const {view, coverage, hasDraft} = snapshot;
	const columns =
		view === 'instances'
			? instanceColumns(theme, {
					hasRegions: coverage.regions.length > 1,
					hasAccounts: coverage.regions.some(({region}) => accountAt(region) !== undefined),
					hasDraft,
				})
			: groupColumns(snapshot, theme);
	return columns.filter(({id}) => isColumnShown(id, snapshot));
}
