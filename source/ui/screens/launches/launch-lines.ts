/** What there is to say of what launches: the way to its image, why that is or isn't allowed, and who launched it when. */
import type {Explanation} from '../../../criteria/evaluation/evaluate.ts';
import type {Launch} from '../../../operations/launches/launch.ts';
import {wayInWords} from '../../../operations/launches/words.ts';
import {launchOf, type LaunchRow} from '../../../rollout/steps/launches/rows.ts';
import {wrapped, type Line} from '../../components/text/lines.tsx';
import type {Tone} from '../../theme.ts';
import {aboutImage, whyLines, type Look} from '../review/detail-lines.ts';

/** The image, the way or ways to it, and why: what comes before suggestions. */
export function launchLines(
	row: LaunchRow,
	{
		explanation,
		now,
		look,
		until,
	}: {
		readonly explanation: Explanation | undefined;
		readonly now: Date;
		readonly look: Look;
		/** Until when it stays allowed. */
		readonly until: readonly Line[];
	},
): readonly Line[] {
	const {width, symbols} = look;
	const launch = launchOf(row);
	const {evidence, imageId} = launch;
	return [
		...wrapped(`${imageId === '' ? 'An image that is not known' : imageId} ${evidence?.Name ?? ''}`.trimEnd(), width, {
			tone: 'strong',
		}),
		...(evidence === undefined ? [] : wrapped(aboutImage(evidence, now, symbols.dot), width, {tone: 'muted'})),
		...(row.type === 'source' ? wayLines(launch, look) : []),
		...until,
		...(evidence === undefined
			? wrapped(`${verdictInWords(launch)}: ${launch.reasons.join('; ')}`, width, {tone: toneOf(launch)})
			: whyLines(evidence, explanation, look)),
	];
}

/** What comes after suggestions: of one source when it launched; of an image every way to it. */
export function launchFacts(row: LaunchRow, look: Look): readonly Line[] {
	return row.type === 'source'
		? factLines(row.launch, look)
		: [...wrapped('Launched by:', look.width), ...row.launches.flatMap((launch) => wayLines(launch, look))];
}

function wayLines(launch: Launch, {width, symbols}: Look): readonly Line[] {
	return wrapped(wayInWords(launch).replaceAll('→', symbols.arrow), width, {first: [{text: '  '}]});
}

function factLines({lastLaunch, by = [], versions = []}: Launch, {width}: Look): readonly Line[] {
	const facts = [
		...(versions.length > 1 ? [`Versions ${versions.join(', ')} name it.`] : []),
		...(lastLaunch === undefined ? [] : [`Last launched ${lastLaunch.slice(0, 16).replace('T', ' ')} UTC`]),
		...(by.length > 0 ? [`By ${new Intl.ListFormat('en').format(by)}`] : []),
	];
	return facts.flatMap((fact) => wrapped(fact, width, {tone: 'muted'}));
}

function verdictInWords({allowed, verdictBy}: Pick<Launch, 'allowed' | 'verdictBy'>): string {
	const words = allowed === null ? 'not known' : allowed ? 'allowed' : 'not allowed';
	return verdictBy === 'allowed-amis' && allowed !== null ? `${words} (ours)` : words;
}

export function toneOf({allowed}: Pick<Launch, 'allowed'>): Tone {
	return allowed === null ? 'warning' : allowed ? 'good' : 'notAllowed';
}
