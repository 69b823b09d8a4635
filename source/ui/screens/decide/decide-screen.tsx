import {Box} from 'ink';
import {useMemo} from 'react';
import {counted} from '../../../counted.ts';
import {canDecide, currentDecision, decisionsIn, leavingOf, type Decision} from '../../../rollout/steps/decide.ts';
import {enforceableCriteria} from '../../../rollout/judged.ts';
import {recommendation} from '../../../rollout/recommendation.ts';
import type {WizardSession} from '../../../rollout/session.ts';
import {
	currentRegion,
	currentSettings,
	currentWork,
	toldScan,
	type RolloutState,
	type Step,
} from '../../../rollout/state.ts';
import {endingUnder} from '../../../operations/forecast.ts';
import {imagesInUse} from '../../../operations/change/preview.ts';
import {offenderGroups, type OffenderGroup} from '../../../inventory/counts.ts';
import {clip, fit, widthOf} from '../../components/text/fit.ts';
import {line, Lines, wrapped, type Line} from '../../components/text/lines.tsx';
import {columnsIn, ListAndTexts, Text, type Pane} from '../../components/panels/panes.tsx';
import {criteriaLines, type Look} from '../../components/text/text-lines.ts';
import {useBodySize} from '../../hooks/use-body-size.ts';
import {useDraftEffect} from '../../hooks/use-draft-effect.ts';
import {useInventoryVersion} from '../../hooks/use-inventory-version.ts';
import {useTheme} from '../../hooks/use-theme.ts';
import {criteriaInShort} from '../criteria/criteria-in-short.ts';
import type {Theme} from '../../theme.ts';

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
		{title: 'Who would break', lines: (room) => offenderLines(offenders, {width: room, symbols})},
		{
			title: `In force in ${currentRegion(state) ?? ''}`,
			lines: (room) => criteriaLines(currentSettings(state)?.ImageCriteria ?? [], {width: room, symbols}),
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

function offenderLines(groups: readonly OffenderGroup[], {width, symbols}: Look): readonly Line[] {
	return groups.length === 0
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
		// Of what was not scanned, nothing is known.
		...(currentWork(state).scan?.status === 'done' ? ending : []),
		...(advice === undefined ? [] : wrapped(advice.words, width, {tone: 'accent'})),
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

/** As few lines of a text that is scrolled as make sense: the last one says where one is. */
const leastScrolled = 4;

/**
Where not all fits: the choices stay, and what is said above them is scrolled. Of those that are not explained for want of room, more is said once the
cursor is on them; where even that finds no room below its choice, it begins what is scrolled.
*/
function apart({
	head,
	choices,
	cursor,
	height,
	symbols,
}: {
	readonly head: readonly Line[];
	readonly choices: readonly Choice[];
	readonly cursor: number;
	readonly height: number;
	readonly symbols: Theme['symbols'];
}): {readonly above: readonly Line[]; readonly below: readonly Line[]} {
	const ellipsis = {text: ` ${symbols.ellipsis}`, tone: 'muted' as const};
	const words = choices[cursor]?.words ?? [];
	const least = choices.length + words.length;
	if (least <= height - Math.min(leastScrolled, head.length)) {
		const below = explained(choices, cursor, Math.max(least, height - head.length)).flatMap((choice) =>
			choice.isWhole || choice.words.length === 0 ? [choice.title, ...choice.words] : [[...choice.title, ellipsis]],
		);
		return {above: head, below};
	}

	const chosen = choices[cursor];
	const [title, ...more] = head;
	return {
		above:
			chosen === undefined || words.length === 0
				? head
				: [...(title === undefined ? [] : [title]), chosen.title.slice(1), ...words, ...more],
		below: choices.map((choice) => (choice.words.length === 0 ? choice.title : [...choice.title, ellipsis])),
	};
}

type Choice = {readonly title: Line; readonly words: readonly Line[]};

/** Which choices are explained: the one under the cursor, then as many as fit. */
function explained(
	choices: readonly Choice[],
	cursor: number,
	height: number,
): ReadonlyArray<Choice & {readonly isWhole: boolean}> {
	let left = height - choices.length - (choices[cursor]?.words.length ?? 0);
	return choices.map((choice, index) => {
		const isWhole = index === cursor || choice.words.length <= left;
		left -= index === cursor || !isWhole ? 0 : choice.words.length;
		return {...choice, isWhole};
	});
}

function choiceOf(
	state: RolloutState,
	{
		decision,
		index,
		cursor,
		effect,
		isAdvised,
		width,
		theme: {symbols},
	}: {
		readonly decision: Decision;
		readonly index: number;
		readonly cursor: number;
		readonly effect: string | undefined;
		readonly isAdvised: boolean;
		readonly width: number;
		readonly theme: Theme;
	},
): Choice {
	const guard = canDecide(state, decision);
	const {title, words} = textsOf(state, effect)[decision];
	const isCurrent = index === cursor;
	const named = `${index + 1}  ${title}`;
	const refused = guard === true ? named : `${named} ${symbols.dash} not possible: ${guard}`;
	// A reason that is too long for the line stands below it.
	const isBelow = widthOf(refused) > width - 2;
	return {
		title: [
			{text: `${isCurrent ? symbols.selected : ' '} `},
			{
				text: isBelow ? `${named} ${symbols.dash} not possible` : refused,
				tone: guard === true ? (isCurrent ? 'strong' : 'plain') : 'disabled',
			},
			...(guard === true && isAdvised ? [{text: `  ${symbols.dot} recommended`, tone: 'accent' as const}] : []),
		],
		words: wrapped(guard !== true && isBelow ? `Not possible: ${guard}.` : words, width, {
			tone: guard !== true && isBelow ? 'warning' : 'muted',
			first: [{text: ' '.repeat(5)}],
		}),
	};
}

function textsOf(
	state: RolloutState,
	effect: string | undefined,
): Readonly<Record<Decision, {title: string; words: string}>> {
	return {
		'apply-draft': {
			title: 'Apply the draft and scan again',
			words: `What is in force are other criteria than your draft.${effect === undefined ? '' : ` ${effect}`}`,
		},
		'keep-audit-mode': {title: leavingOf(currentSettings(state)?.State).title, words: leavingInWords(state)},
		revise: {title: 'Revise the criteria', words: 'Back to the draft, with the current scan to try it on.'},
		enforce: {
			title: decisionsIn(state).includes('apply-draft') ? 'Enforce what is in force, without the draft' : 'Enforce',
			words: `Only these can be launched from then on: ${criteriaInShort(currentSettings(state)?.ImageCriteria ?? [])}. You will be asked to type what you are about to do.`,
		},
	};
}

/** Leaving a Region as it is means something else in each state: nothing is said to be harmless that isn't. */
function leavingInWords(state: RolloutState): string {
	const scan = toldScan(currentWork(state));
	switch (currentSettings(state)?.State) {
		case 'enabled': {
			const blocked =
				scan === undefined
					? 'what is blocked stays blocked'
					: `${counted(scan.counts.imagesNotAllowed, 'image stays', 'images stay')} blocked`;
			return `It enforces already: ${blocked}.`;
		}

		case 'disabled': {
			return 'Nothing is restricted, and AWS gives no verdict.';
		}

		default: {
			return scan !== undefined && scan.counts.imagesNotAllowed > 0
				? 'Nothing is blocked. Come back when those images are replaced, or allowed.'
				: 'Nothing is blocked, and it can be enforced later.';
		}
	}
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
	return ending === undefined ? [] : wrapped(ending.words, width, {tone: ending.rows.length > 0 ? 'warning' : 'muted'});
}

/** Allowed, not allowed, no verdict: three numbers, so that none hides in another. */
function inShort(state: RolloutState): string {
	const {scan} = currentWork(state);
	if (scan?.status !== 'done') {
		return 'There is no finished scan.';
	}

	const {instances, notAllowed, unknown, imagesNotAllowed} = scan.counts;
	const whole = scan.isComplete ? '' : ' The scan is incomplete: there may be more.';
	const hidden =
		scan.managed.problem === undefined
			? ''
			: ` Instances that AWS services manage may be missing: ${scan.managed.problem.what}`;
	if (instances === 0) {
		return `No instance was found in ${currentRegion(state) ?? ''}.${whole}${hidden}`;
	}

	const open = unknown > 0 ? `, ${counted(unknown, 'has', 'have')} no verdict` : '';
	const images = notAllowed > 0 ? ` (${counted(imagesNotAllowed, 'image')})` : '';
	const allowed = instances - notAllowed - unknown;
	return `Of ${counted(instances, 'instance')} ${counted(allowed, 'runs', 'run')} allowed images, ${counted(notAllowed, 'does', 'do')} not${images}${open}.${whole}${hidden}`;
}
