/** What there is to say of a Region in the summary: what is proven, what is blocked, how AWS answered, and what can be done from here. */
import {counted} from '../../../counted.ts';
import type {OffendingImage} from '../../../inventory/counts.ts';
import {canUndo} from '../../../rollout/guards.ts';
import {isToBeProven} from '../../../rollout/outcomes.ts';
import {noWork, toldScan, type RegionWork, type RolloutState, type StepOf} from '../../../rollout/state.ts';
import {enforcedIn} from '../../../rollout/steps/watch.ts';
import {line, wrapped, type Line} from '../../components/text/lines.tsx';
import type {Pane} from '../../components/panels/panes.tsx';
import type {Look} from '../../components/text/text-lines.ts';
import {canLoosen} from '../../keys/step-keys.ts';
import {blockedImageLines} from '../image-lines.ts';
import {proofLines} from './proof-lines.ts';

/** So many images are named at most; the others are counted. */
const mostNamed = 20;

/** What is known of a Region. `hasKeys`: there is room for what the keys do. */
export function aboutRegion(
	state: RolloutState,
	{
		region,
		step,
		blocked,
		hasKeys,
		symbols,
	}: {
		readonly region: string;
		readonly step: StepOf<'summary'>;
		readonly blocked: readonly OffendingImage[];
		readonly hasKeys: boolean;
		readonly symbols: Look['symbols'];
	},
): readonly Pane[] {
	const work = state.work[region] ?? noWork;
	const lookOf = (width: number): Look => ({width, symbols});
	const came: Pane = {
		title: region,
		lines: (width) => [
			...(work.proof === undefined || !isToBeProven(work)
				? []
				: proofLines(work.proof).flatMap(({text, tone}) => wrapped(text, width, {tone}))),
			...blockedLines(work, blocked, lookOf(width)),
		],
	};
	return [
		came,
		{title: 'How AWS answered', lines: (width) => answerLines(work, step, lookOf(width))},
		{title: 'From here', lines: (width) => (hasKeys ? keyLines(state, region, lookOf(width)) : [])},
	];
}

/** Which images are blocked now, or would be, by name. */
function blockedLines(work: RegionWork, blocked: readonly OffendingImage[], look: Look): readonly Line[] {
	const {reading} = work;
	const counts = toldScan(work)?.counts;
	const reported = reading.status === 'here' ? reading.value.settings.State : undefined;
	if (counts === undefined && reported !== 'disabled') {
		return work.outcome === undefined
			? []
			: wrapped(
					`There is no whole scan of what it is set to now, so nobody knows ${reported === 'audit-mode' ? 'what enforcing would block; audit mode blocks nothing' : 'what is blocked, or would be'}.`,
					look.width,
					{tone: 'warning'},
				);
	}

	if (counts === undefined || reported === 'disabled') {
		return wrapped('Nothing is restricted, and AWS gives no verdict.', look.width);
	}

	const {imagesNotAllowed, notAllowed, unknown} = counts;
	const isEnforced = reported === 'enabled';
	const images = `${counted(imagesNotAllowed, 'image')} of ${counted(notAllowed, 'instance')} that run`;
	const more = blocked.length - mostNamed;
	return [
		...(imagesNotAllowed === 0
			? wrapped(
					isEnforced
						? 'No image that runs is blocked.'
						: 'Nothing is blocked, and enforcing would block no image that runs.',
					look.width,
				)
			: wrapped(
					isEnforced
						? `Blocked: ${images}; each launch from them fails.`
						: `Nothing is blocked. Enforcing would block ${images}.`,
					look.width,
					{tone: isEnforced ? 'warning' : undefined},
				)),
		...failingLines(work, {isEnforced}, look),
		...blockedImageLines(blocked.slice(0, more > 1 ? mostNamed - 1 : mostNamed), look),
		...(more > 1 ? [line(`and ${more + 1} more: the review lists them`, 'muted')] : []),
		...(unknown > 0
			? wrapped(`AWS gave no verdict on ${counted(unknown, 'instance')}.`, look.width, {tone: 'unknown'})
			: []),
	];
}

/** What else launches, and fails while it is enforced: known as long as it is told by the scan that it was enforced upon. */
function failingLines(work: RegionWork, {isEnforced}: {readonly isEnforced: boolean}, {width}: Look): readonly Line[] {
	const {namedUpon = [], enforcedUpon} = work;
	const failing = namedUpon.filter(({allowed}) => allowed === false).length;
	if (failing === 0 || toldScan(work) !== enforcedUpon) {
		return [];
	}

	const words = isEnforced ? `${failing === 1 ? 'fails' : 'fail'} from now on` : 'would fail';
	return wrapped(`${counted(failing, 'launch source')} ${words}.`, width, {tone: isEnforced ? 'warning' : undefined});
}

/** AWS's own answers, where they are asked for. */
function answerLines({answers}: RegionWork, {hasAnswers = false}: StepOf<'summary'>, {width}: Look): readonly Line[] {
	if (!hasAnswers) {
		return [];
	}

	return answers.length === 0
		? wrapped('AWS was asked to change nothing here in this run.', width, {tone: 'muted'})
		: answers.flatMap(({kind, json}) =>
				wrapped(`${kind}: AWS answered ${json.replaceAll(/\s+/g, ' ').trim()}`, width, {tone: 'muted'}),
			);
}

/** What can be done from here: the ways back, the watch and the report; what can't be done now is there with its reason. */
function keyLines(state: RolloutState, region: string, {width, symbols}: Look): readonly Line[] {
	const watched = enforcedIn(state).length;
	const keys = [
		{key: 'u', words: 'takes back the last change in the Region; it asks first', guard: canUndo(state)},
		{
			key: 'a',
			words: 'goes back to audit mode, in which nothing is blocked; it asks first',
			guard: canLoosen(state, region),
		},
		{
			key: 'p',
			words: 'asks AWS again whether it hides what was to be blocked, and nothing else',
			guard: state.work[region]?.proof === undefined ? 'it was not enforced in this run' : (true as const),
		},
		{
			key: 'W',
			words: `watches ${watched > 1 ? `all ${watched} Regions that enforce` : 'the Region'} for refused launches`,
			guard: watched > 0 ? (true as const) : 'no Region enforces',
		},
		{key: 'w', words: 'writes the report on all of these Regions to a file', guard: true as const},
		{key: 'i', words: "shows or hides AWS's own answers", guard: true as const},
	];
	return keys.flatMap(({key, words, guard}) =>
		wrapped(guard === true ? words : `${words} ${symbols.dash} not now: ${guard}`, width, {
			tone: guard === true ? undefined : 'disabled',
			first: [{text: key, tone: guard === true ? 'key' : 'disabled'}, {text: '  '}],
		}),
	);
}
