import {Box} from 'ink';
import {useMemo} from 'react';
import {currentDecision, decisionsIn, type Decision} from '../../../rollout/steps/decide.ts';
import {enforceableCriteria} from '../../../rollout/judged.ts';
import {recommendation} from '../../../rollout/recommendation.ts';
import type {WizardSession} from '../../../rollout/session.ts';
import {currentRegion, currentSettings, currentWork, type RolloutState, type Step} from '../../../rollout/state.ts';
import {endingUnder} from '../../../operations/forecast.ts';
import {imagesInUse} from '../../../operations/change/preview.ts';
import {offenderGroups, type OffenderGroup} from '../../../inventory/counts.ts';
import {clip, fit} from '../../components/text/fit.ts';
import {line, Lines, wrapped, type Line} from '../../components/text/lines.tsx';
import {columnsIn, ListAndTexts, Text, type Pane} from '../../components/panels/panes.tsx';
import {inForceLines, type Look} from '../../components/text/text-lines.ts';
import {useBodySize} from '../../hooks/use-body-size.ts';
import {useDraftEffect} from '../../hooks/use-draft-effect.ts';
import {useInventoryVersion} from '../../hooks/use-inventory-version.ts';
import {useTheme} from '../../hooks/use-theme.ts';
import type {Tone} from '../../theme.ts';
import {apart, choiceOf} from './choices.ts';
import {inShort} from './decision-words.ts';

/**
The ways on. What is not possible is shown, dimmed, with the reason. Every choice is on the screen in every window, so that none is taken unseen:
where not all fits, what is said above them is scrolled.
*/
export function DecideScreen({
	state,
	step,
	session,
}: {
	readonly state: RolloutState;
	readonly step: Extract<Step, {name: 'decide'}>;
	readonly session: WizardSession;
}) {
	const {width, height} = useBodySize();
	const {symbols, isSpoken} = useTheme();
	const offenders = useOffenders(state, session);
	const choices = (room: number, rows: number) => (
		<Choices state={state} step={step} session={session} offenders={offenders} width={room} height={rows} />
	);
	const panes: readonly Pane[] = [
		{
			title: currentSettings(state)?.State === 'enabled' ? 'Who is blocked' : 'Who would break',
			lines: (room) => whoBreaks(state, offenders, {width: room, symbols}),
		},
		{
			title: `${currentSettings(state)?.State === 'enabled' ? 'In force' : 'Criteria'} in ${currentRegion(state) ?? ''}`,
			lines: (room) => inForceLines(currentSettings(state), {width: room, symbols}),
		},
	];
	// In a narrow window the choices need all the room; who would break was in the review.
	return isSpoken || columnsIn(width) === 1 ? (
		choices(width, height)
	) : (
		<ListAndTexts height={height} rows={height} list={choices} panes={panes} />
	);
}

/** The families of images that are not allowed, worst first. */
function useOffenders(state: RolloutState, session: WizardSession): readonly OffenderGroup[] {
	const region = currentRegion(state) ?? '';
	const inventory = session.inventoryOf(region);
	const version = useInventoryVersion(inventory);
	return useMemo(
		() => (inventory === undefined ? [] : offenderGroups(inventory, region)),
		// The inventory changes in place: its version says when.
		[inventory, version, region],
	);
}

/** By the scan that is decided upon: what another one left in the list says nothing. */
function whoBreaks(state: RolloutState, groups: readonly OffenderGroup[], {width, symbols}: Look): readonly Line[] {
	const {scan} = currentWork(state);
	if (scan?.status !== 'done') {
		return [line('Not known: there is no finished scan.', 'muted')];
	}

	return scan.counts.notAllowed === 0 || groups.length === 0
		? [line('No running instance, as far as is known.', 'muted')]
		: groups.map(({instances, name, owner, publisher}): Line => {
				const by = publisher === 'not a known publisher' ? owner : publisher;
				const room = Math.max(8, width - 6 - 2 - 18);
				return [
					{text: fit(instances.toLocaleString('en-US'), 4, {align: 'right'}), tone: 'notAllowed'},
					{text: `  ${fit(name, room, {truncate: 'middle', ellipsis: symbols.ellipsis})}  `},
					{text: clip(by, 18, {ellipsis: symbols.ellipsis}), tone: 'muted'},
				];
			});
}

/** Every choice, with as much about each as fits. */
function Choices({
	state,
	step,
	session,
	offenders,
	width,
	height,
}: {
	readonly state: RolloutState;
	readonly step: Extract<Step, {name: 'decide'}>;
	readonly session: WizardSession;
	readonly offenders: readonly OffenderGroup[];
	readonly width: number;
	readonly height: number;
}) {
	const theme = useTheme();
	const region = currentRegion(state) ?? '';
	const preview = useDraftEffect(state, session);
	const effect =
		preview === undefined
			? undefined
			: `${preview.text}${preview.isComplete ? '' : ' (Of the instances known so far.)'} ${preview.launches}`;
	const decisions = decisionsIn(state);
	const cursor = currentDecision(state, step);
	const ending = useEnding(state, session);
	const advice = recommendation(state, {offenders, draft: preview});
	const head: readonly Line[] = [
		line(`What now in ${region}?`, 'heading'),
		...wrapped(inShort(state), width),
		...(advice === undefined ? [] : wrapped(advice.words, width, {tone: adviceTone(advice.decision)})),
		// Of what was not scanned, nothing is known.
		...(currentWork(state).scan?.status === 'done' ? ending : []),
	];
	const choices = decisions.map((decision, index) =>
		choiceOf(state, {decision, index, cursor, effect, isAdvised: decision === advice?.decision, width, theme}),
	);
	const airy = [
		...head,
		line(''),
		...choices.flatMap(({title, words}, index) => [...(index > 0 ? [line('')] : []), title, ...words]),
	];
	const dense = [...head, ...choices.flatMap(({title, words}) => [title, ...words])];
	const whole = [airy, dense].find((lines) => lines.length <= height);
	if (whole !== undefined) {
		return <Lines lines={whole} width={width} height={height} how="" />;
	}

	const {above, below} = apart({head, choices, cursor, height, symbols: theme.symbols});
	return (
		<Box flexDirection="column">
			<Text panes={[{lines: () => above}]} width={width} height={height - below.length} />
			<Lines lines={below} width={width} height={below.length} how="" />
		</Box>
	);
}

function adviceTone(decision: Decision | undefined): Tone {
	return decision === undefined ? 'muted' : decision === 'enforce' ? 'accent' : 'warning';
}

/** How many images in use stop being allowed soon under the criteria that are applied; empty where nothing can be said or nothing is restricted. */
function useEnding(state: RolloutState, session: WizardSession): readonly Line[] {
	const {width} = useBodySize();
	const region = currentRegion(state) ?? '';
	const inventory = session.inventoryOf(region);
	const version = useInventoryVersion(inventory);
	const criteria = enforceableCriteria(state, region);
	const {account} = state.identity;
	const ending = useMemo(
		() =>
			inventory === undefined || criteria === undefined
				? undefined
				: endingUnder(() => criteria, {account, now: session.now()})(imagesInUse(inventory, region)),
		// The inventory changes in place: its version says when.
		[session, region, inventory, version, criteria, account],
	);
	const {scan} = currentWork(state);
	const isWhole = scan?.status === 'done' && scan.isComplete;
	return ending === undefined
		? []
		: wrapped(`${ending.words}${isWhole ? '' : ' That is of the instances known so far.'}`, width, {
				tone: ending.rows.length > 0 ? 'warning' : 'muted',
			});
}
