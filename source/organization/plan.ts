/** The plan of waves, and what is told of one cell or image in full: lines of text. */
import {counted} from '../counted.ts';
import {declarativePolicy} from '../criteria/formats/declarative-policy.ts';
import {compileCriteria} from '../criteria/evaluation/evaluate.ts';
import {criteriaInWords} from '../criteria/words.ts';
import {pathInWords} from '../operations/organization/accounts/account.ts';
import {gapsOf, type Cell} from '../operations/organization/cell.ts';
import {launchesIn} from '../operations/organization/launching.ts';
import {launchVerdict} from '../operations/organization/overview.ts';
import {sourceNames} from '../operations/launches/words.ts';
import {awsCliCommands} from '../operations/organization/policy/aws-cli.ts';
import {currentAccount, currentCell, currentColumn, currentImage} from './lists.ts';
import type {OrganizationState} from './state.ts';

/** What a line means, as screens colour it. */
export type PlanLine = {readonly text: string; readonly tone?: 'heading' | 'muted' | 'warning' | 'notAllowed'};

/** The order in which a policy reaches the organization, what keeps it from enforcing, and the commands. */
export function planLines({options, overview}: OrganizationState): readonly PlanLine[] {
	const {waves, unsafe, report} = overview;
	const {tried, directory, role} = options;
	const sources = report?.Launches.filter(({After}) => After === 'not-allowed') ?? [];
	const launching = sources.reduce((sum, {Sources}) => sum + Sources, 0);
	const images = report?.Images.filter(({After}) => After === 'not-allowed') ?? [];
	const blocked = new Set([...images, ...sources].map(({ImageId}) => ImageId));
	const lines: PlanLine[] = [
		{text: 'Waves: each only once the one before has been watched', tone: 'heading'},
		...waves.map(({title, target, targetName}, index) => ({
			text: `  ${index + 1}  ${title}: ${targetName} (${target})`,
		})),
		{text: ''},
		...(unsafe.length === 0
			? [{text: 'Everything was read whole within a day: an enforcing policy can be written.'}]
			: [
					{
						text: `No enforcing policy yet: ${counted(unsafe.length, 'account × Region', 'accounts × Regions')} unread, partial or older than a day`,
						tone: 'warning' as const,
					},
					...unsafe.map(({account, region, why}) => ({text: `  ${account} ${region}: ${why}`, tone: 'muted' as const})),
				]),
		{text: ''},
	];
	if (tried === undefined) {
		return [
			...lines,
			{
				text: 'To see what criteria would block, and the policy: allowed-amis org DIR --preset NAME, or --criteria FILE.',
			},
		];
	}

	const made = declarativePolicy(tried.criteria, {state: 'audit-mode'});
	return [
		...lines,
		{text: `Tried: ${tried.origin}`, tone: 'heading'},
		{text: criteriaInWords(tried.criteria)},
		{
			text: `Enforced, they would block ${counted(blocked.size, 'image')} that ${counted(report?.NotAllowed ?? 0, 'instance')} run and ${counted(launching, 'launch source')} ${launching === 1 ? 'launches' : 'launch'}; of ${counted(report?.Unknown ?? 0, 'instance')} it is not known.`,
			...(blocked.size > 0 && {tone: 'notAllowed' as const}),
		},
		{text: ''},
		...(made.type === 'refused'
			? [{text: `A policy cannot carry them: ${made.obstacles.join('; ')}. ${made.next}`, tone: 'warning' as const}]
			: [
					{text: 'The policy, audit_mode first', tone: 'heading' as const},
					{text: made.text, tone: 'muted' as const},
					{text: ''},
					{text: 'The commands', tone: 'heading' as const},
					...[...awsCliCommands({audit: made.text}, {folder: directory, role, waves})]
						.join('')
						.split('\n')
						.map((text) => ({text, tone: 'muted' as const})),
				]),
	];
}

/** The cell or image under the cursor, in full. */
export function detailLines(state: OrganizationState): readonly PlanLine[] {
	return state.tab === 'images' ? imageLines(state) : cellLines(state);
}

function cellLines(state: OrganizationState): readonly PlanLine[] {
	const account = currentAccount(state);
	const region = currentColumn(state) ?? '';
	const {Account = '', Name = '', Path} = account?.record ?? {};
	const cell = currentCell(state);
	const head: PlanLine = {text: `${Account} ${Name} ${pathInWords(Path)}, ${region}`, tone: 'heading'};
	if (cell === undefined) {
		return [head, {text: 'The account has no such Region, or it was not asked for.', tone: 'muted'}];
	}

	const {unsafe, instances, notAllowed, unknown, row} = cell;
	const settings = row.cell?.Settings;
	return [
		head,
		...(unsafe === undefined ? [] : [{text: `${unsafe.Why} ${unsafe.Next}`, tone: 'warning' as const}]),
		...(row.cell === undefined
			? []
			: [
					{text: `Read at ${row.cell.ReadAt}`, tone: 'muted' as const},
					{
						text:
							settings === null || settings === undefined
								? 'Its settings are not known.'
								: `${settings.State}, managed by ${settings.ManagedBy}. ${settings.State === 'disabled' ? 'Nothing is restricted there.' : criteriaInWords(settings.ImageCriteria)}`,
					},
					{text: `${counted(instances, 'instance')}: ${notAllowed} not allowed, ${unknown} without a verdict`},
					...gapsOf(row.cell).map(({What, Why, Next}) => ({
						text: `Not read: ${What}. ${Why} ${Next}`,
						tone: 'warning' as const,
					})),
					{text: ''},
					...row.cell.Images.toSorted((one, other) => other.Instances - one.Instances).map(
						({Image: {ImageId, Name: imageName = '', OwnerId = 'owner not known'}, Instances}) => ({
							text: `  ${String(Instances).padStart(5)}  ${ImageId}  ${OwnerId}  ${imageName}`,
						}),
					),
					...launchLines(row.cell, state, Account),
				]),
	];
}

/** What launches in a cell, running or not, each with its verdict under the criteria that are tried, or else AWS's. */
function launchLines(cell: Cell, {options: {tried}}: OrganizationState, account: string): readonly PlanLine[] {
	const evaluator = tried && compileCriteria(tried.criteria, {account, now: new Date(cell.ReadAt)});
	const lines = launchesIn(cell)
		.map(({launch: {Type, ImageId, Sources, Names}, evidence}): PlanLine => {
			const verdict = launchVerdict(evidence, evaluator);
			const names = `${Names.join(', ')}${Names.length < Sources ? ', …' : ''}`;
			return {
				text: `  ${String(Sources).padStart(5)}  ${sourceNames[Type]} ${names} · ${ImageId === '' ? 'image not known' : ImageId} ${evidence?.Name ?? ''}: ${verdict.replace('-', ' ')}`,
				...(verdict === 'not-allowed' && {tone: 'notAllowed'}),
			};
		})
		.toArray();
	return lines.length === 0
		? []
		: [{text: ''}, {text: 'What launches here, running or not', tone: 'heading'}, ...lines];
}

function imageLines(state: OrganizationState): readonly PlanLine[] {
	const image = currentImage(state);
	if (image === undefined) {
		return [];
	}

	const {ImageId, ImageName, OwnerId, Region, Accounts, Instances, After, Reasons} = image;
	const names = new Map(state.overview.accounts.map(({record}) => [record.Account, record.Name ?? '']));
	return [
		{text: `${ImageId} ${ImageName ?? ''}`, tone: 'heading'},
		{text: `${Region}, provider ${OwnerId ?? 'not known'}`, tone: 'muted'},
		{
			text: `${After.replace('-', ' ')}: ${counted(Instances, 'instance')} in ${counted(Accounts.length, 'account')}`,
			...(After === 'not-allowed' && {tone: 'notAllowed' as const}),
		},
		...Reasons.map((text) => ({text: `  ${text}`})),
		{text: ''},
		...Accounts.map((account) => ({text: `  ${account} ${names.get(account) ?? ''}`})),
	];
}
