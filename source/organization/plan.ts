/** The plan of waves, and what is told of one cell or image in full: lines of text. */
import {counted} from '../counted.ts';
import {declarativePolicy} from '../criteria/formats/declarative-policy.ts';
import {compileCriteria} from '../criteria/evaluation/evaluate.ts';
import {criteriaInWords} from '../criteria/words.ts';
import {pathInWords} from '../operations/organization/accounts/account.ts';
import {gapsOf, isCounted, type Cell} from '../operations/organization/cell.ts';
import {launchesIn, namesKept} from '../operations/organization/launching.ts';
import {launchVerdict, type Overview} from '../operations/organization/overview.ts';
import {sourceNames} from '../operations/launches/words.ts';
import {sourcesWith} from '../operations/organization/what-if.ts';
import {awsCliCommands} from '../operations/organization/policy/aws-cli.ts';
import {timeInWords} from '../time-in-words.ts';
import {currentPlace, cellsOf} from './image-cells.ts';
import {currentImage} from './lists.ts';
import type {OrganizationState} from './state.ts';
import {unsafeGroups} from './unsafe-groups.ts';

/** What a line means, as screens colour it. */
export type PlanLine = {
	/** A number or sign before it: where the text is longer than a line, it goes on below its own first word. */
	readonly lead?: string;
	readonly text: string;
	readonly tone?: 'heading' | 'muted' | 'warning' | 'notAllowed';
};

/** A part of what is told of a cell or image: it has a title, and a place of its own where there is room. */
export type Section = {readonly title: string; readonly lines: readonly PlanLine[]};

/** By what they were made of: making one takes the longer the larger the organization, and it is drawn with every key. */
const plans = new WeakMap<OrganizationState['overview'], WeakMap<OrganizationState['options'], readonly Section[]>>();

/**
The order in which a policy reaches the organization, what keeps it from enforcing, what is tried, the policy and the commands; made once for each
folder.
*/
export function planSections({options, overview}: OrganizationState): readonly Section[] {
	const known = plans.get(overview) ?? new WeakMap<OrganizationState['options'], readonly Section[]>();
	plans.set(overview, known);
	const sections = known.get(options) ?? madePlan({options, overview}, unsafeInShort(overview.unsafe));
	known.set(options, sections);
	return sections;
}

/** The same one after the other, as it is written to a file: with each account and Region that keeps it from enforcing. */
export function planLines(state: OrganizationState): readonly PlanLine[] {
	const each = state.overview.unsafe.map(({account, region, why}): PlanLine => ({
		lead: '  ',
		text: `${account} ${region}: ${why}`,
	}));
	return linesOf(madePlan(state, each));
}

function unsafeInShort(unsafe: OrganizationState['overview']['unsafe']): readonly PlanLine[] {
	return unsafeGroups(unsafe).map(({count, where, why}): PlanLine => ({
		lead: countLead(count),
		text: `${where}: ${why}`,
		tone: 'muted',
	}));
}

/** A count, at the end of its column. */
function countLead(count: number): string {
	return `  ${count.toLocaleString('en-US').padStart(5)}  `;
}

function linesOf(sections: readonly Section[]): readonly PlanLine[] {
	return sections.flatMap(({title, lines}, index) => [
		...(index === 0 ? [] : [{text: ''}]),
		{text: title, tone: 'heading' as const},
		...lines,
	]);
}

function madePlan(
	{options, overview}: Pick<OrganizationState, 'options' | 'overview'>,
	whatKeeps: readonly PlanLine[],
): readonly Section[] {
	const {waves, report} = overview;
	const {tried, directory, role} = options;
	const sources = report?.Launches.filter(({After}) => After === 'not-allowed') ?? [];
	const images = report?.Images.filter(({After}) => After === 'not-allowed') ?? [];
	const blocked = new Set([...images, ...sources].map(({ImageId}) => ImageId));
	const first: readonly Section[] = [
		{
			title: 'Waves, one after the other, each once the one before was watched',
			lines: waves.map(({title, target, targetName}, index) => ({
				lead: `  ${index + 1}  `,
				text: `${title}: ${targetName} (${target})`,
			})),
		},
		{
			title: 'Whether it can enforce',
			lines: enforcing(overview, whatKeeps),
		},
	];
	if (tried === undefined) {
		return [
			...first,
			{
				title: 'Tried: nothing',
				lines: [
					{
						text: `To see what criteria would block, and the policy that carries them: allowed-amis org ${directory} --preset NAME, or --criteria FILE.`,
					},
				],
			},
		];
	}

	const made = declarativePolicy(tried.criteria, {state: 'audit-mode'});
	const effect: Section = {
		title: `Tried: ${tried.origin}`,
		lines: [
			{text: criteriaInWords(tried.criteria)},
			{
				text: wouldBlock({
					images: blocked.size,
					launching: sourcesWith(sources, 'not-allowed'),
					running: report?.NotAllowed ?? 0,
					unknown: report?.Unknown ?? 0,
					launchingUnknown: sourcesWith(report?.Launches ?? [], 'unknown'),
				}),
				...(blocked.size > 0 && {tone: 'notAllowed' as const}),
			},
			...(made.type === 'refused'
				? [{text: `A policy cannot carry them: ${made.obstacles.join('; ')}. ${made.next}`, tone: 'warning' as const}]
				: []),
		],
	};
	return made.type === 'refused'
		? [...first, effect]
		: [
				...first,
				effect,
				{title: 'The policy, audit_mode first', lines: [{text: made.text, tone: 'muted'}]},
				{
					title: 'The commands',
					lines: [...awsCliCommands({audit: made.text}, {folder: directory, role, waves})]
						.join('')
						.split('\n')
						.map((text) => ({text, tone: 'muted' as const})),
				},
			];
}

/** Whether `org policy` would write a policy that enforces, and what keeps it from that. */
function enforcing({accounts, unsafe}: Overview, whatKeeps: readonly PlanLine[]): readonly PlanLine[] {
	if (unsafe.length > 0) {
		return [
			{
				text: `No enforcing policy yet: ${counted(unsafe.length, 'cell')} (an account in a Region) ${unsafe.length === 1 ? 'is' : 'are'} unread, partial or older than a day`,
				tone: 'warning',
			},
			...whatKeeps,
		];
	}

	return accounts.length === 0
		? [{text: 'No enforcing policy yet: no account was read.', tone: 'warning'}]
		: [{text: 'Everything was read, and within a day: an enforcing policy can be written.'}];
}

/** What criteria would block once they are enforced: images, the instances that run them, and the sources that launch them. */
function wouldBlock({
	images,
	running,
	launching,
	unknown,
	launchingUnknown,
}: {
	readonly images: number;
	readonly running: number;
	readonly launching: number;
	readonly unknown: number;
	readonly launchingUnknown: number;
}): string {
	const uses = [
		...(running > 0 ? [`${counted(running, 'instance')} ${running === 1 ? 'runs' : 'run'}`] : []),
		...(launching > 0 ? [`${counted(launching, 'launch source')} ${launching === 1 ? 'launches' : 'launch'}`] : []),
	].join(' and ');
	const blocked =
		images === 0
			? 'Enforced, they would block nothing that was found to run or to launch'
			: `Enforced, they would block ${counted(images, 'image')} that ${uses}`;
	const unclear = [
		...(unknown > 0 ? [counted(unknown, 'instance')] : []),
		...(launchingUnknown > 0 ? [counted(launchingUnknown, 'launch source')] : []),
	].join(' and ');
	return `${blocked}${unclear === '' ? '' : `; of ${unclear} that is not known`}.`;
}

/** What there is to say of the cell or image under the cursor, in its parts, each with a title. */
export function detailSections(state: OrganizationState): readonly Section[] {
	const isOfImage = state.tab === 'images' && state.opened === undefined;
	return (isOfImage ? imageSections(state) : cellSections(state)).filter(
		({lines}, index) => index === 0 || lines.length > 0,
	);
}

function cellSections(state: OrganizationState): readonly Section[] {
	const current = currentPlace(state);
	if (current === undefined) {
		return [];
	}

	const {account, region, cell} = current;
	const {Account, Name = '', Path} = account.record;
	const title = `${Account} ${Name} ${pathInWords(Path)}, ${region}`;
	if (cell === undefined) {
		return [{title, lines: [{text: 'The account has no such Region, or it was not asked for.', tone: 'muted'}]}];
	}

	const {unsafe, instances, notAllowed, unknown, row} = cell;
	const settings = row.cell?.Settings;
	const warnings: readonly PlanLine[] =
		unsafe === undefined ? [] : [{text: `${unsafe.Why} ${unsafe.Next}`, tone: 'warning'}];
	if (row.cell === undefined) {
		return [{title, lines: warnings}];
	}

	return [
		{
			title,
			lines: [
				...warnings,
				{text: `Read at ${timeInWords(row.cell.ReadAt)}`, tone: 'muted'},
				{
					text:
						settings === null || settings === undefined
							? 'Its settings are not known.'
							: `${settings.State}, managed by ${settings.ManagedBy}. ${settings.State === 'disabled' ? 'Nothing is restricted there.' : criteriaInWords(settings.ImageCriteria)}`,
				},
				{
					text: isCounted(row.cell)
						? instances === 0
							? 'No instance runs there.'
							: `${counted(instances, 'instance')}: ${notAllowed} not allowed, ${unknown} without a verdict`
						: 'Which instances run there is not known.',
				},
				...gapsOf(row.cell).map(({What, Why, Next}): PlanLine => ({
					text: `Not read: ${What}. ${Why} ${Next}`,
					tone: 'warning',
				})),
			],
		},
		{
			title: 'What runs there',
			lines: row.cell.Images.toSorted((one, other) => other.Instances - one.Instances).map(
				({Image: {ImageId, Name: imageName, OwnerId = 'owner not known'}, Instances}) => ({
					lead: countLead(Instances),
					text: [...(imageName === undefined ? [] : [imageName]), ImageId, OwnerId].join(', '),
				}),
			),
		},
		{title: 'What launches there, running or not', lines: launchLines(row.cell, state, Account)},
	];
}

/** What launches in a cell, running or not, each with its verdict under the criteria that are tried, or else AWS's. */
function launchLines(cell: Cell, {options: {tried}}: OrganizationState, account: string): readonly PlanLine[] {
	const evaluator = tried && compileCriteria(tried.criteria, {account, now: new Date(cell.ReadAt)});
	return launchesIn(cell)
		.map(({launch: {Type, ImageId, Sources, Names}, evidence}): PlanLine => {
			const verdict = launchVerdict(evidence, evaluator);
			const names = `${Names.join(', ')}${Names.length >= namesKept && Names.length < Sources ? ', …' : ''}`;
			return {
				lead: countLead(Sources),
				text: `${sourceNames[Type]} ${names}, ${[ImageId === '' ? 'image not known' : ImageId, ...(evidence?.Name === undefined ? [] : [evidence.Name])].join(' ')}: ${verdict.replace('-', ' ')}`,
				...(verdict === 'not-allowed' && {tone: 'notAllowed'}),
			};
		})
		.toArray();
}

function imageSections(state: OrganizationState): readonly Section[] {
	const image = currentImage(state);
	if (image === undefined) {
		return [];
	}

	const {ImageId, ImageName, OwnerId, Region, Accounts, Instances, After, Reasons} = image;
	return [
		{
			title: `${ImageId} ${ImageName ?? ''}`,
			lines: [
				{text: `${Region}, provider ${OwnerId ?? 'not known'}`, tone: 'muted'},
				{
					text: `${After.replace('-', ' ')}: ${counted(Instances, 'instance')} in ${counted(Accounts.length, 'account')}`,
					...(After === 'not-allowed' && {tone: 'notAllowed' as const}),
				},
				...Reasons.map((text) => ({lead: '  ', text})),
			],
		},
		{
			title: `In ${counted(Accounts.length, 'account')}`,
			lines: cellsOf(image, state.overview).map(({account: {record}, instances}) => ({
				lead: countLead(instances),
				text: `${record.Account} ${record.Name ?? ''}`.trimEnd(),
			})),
		},
	];
}
