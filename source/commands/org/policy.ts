import {Option} from '@commander-js/extra-typings';
import {declarativePolicy, type DeclarativePolicy} from '../../criteria/formats/declarative-policy.ts';
import {counted} from '../../counted.ts';
import {unaskedIn, whyUnsafe, type Unasked} from '../../operations/organization/rows.ts';
import {instancesIn, isWhole} from '../../operations/organization/cell.ts';
import type {Row} from '../../operations/organization/row.ts';
import {wavesOf, type Candidate} from '../../operations/organization/policy/waves.ts';
import {OrganizationWhatIf, sourcesWith} from '../../operations/organization/what-if.ts';
import type {Summary} from '../../operations/organization/summary.ts';
import {ProblemError} from '../../problem.ts';
import {exitCodes} from '../program/exit-code.ts';
import {print, say} from '../program/terminal.ts';
import {awsCliCommands} from '../../operations/organization/policy/aws-cli.ts';
import {cloudFormation, cloudFormationCommands} from '../../operations/organization/policy/cloudformation.ts';
import type {PolicyPlace, PolicyTexts} from '../../operations/organization/policy/policy-texts.ts';
import {terraform} from '../../operations/organization/policy/terraform.ts';
import {formatOption} from '../options/arguments.ts';
import {presetOption} from '../reading/criteria.ts';
import {defineSubcommand} from '../options/definition.ts';
import {missingInWords} from './missing.ts';
import {openFolder, rowsIn} from './folder.ts';
import {criteriaToTry} from './options.ts';

type PolicyState = 'audit-mode' | 'enabled';

/** What is printed; everything first. Each of the others is a file by itself, to hand over as it is. */
const formats = ['all', 'policy', 'aws-cli', 'terraform', 'cloudformation'] as const;
type PolicyFormat = (typeof formats)[number];

type Unsafe = {readonly account: string; readonly region: string; readonly why: string};

/** What is known of the accounts that a policy would reach. */
type Ground = {
	readonly unsafe: readonly Unsafe[];
	/** Accounts of which only named Regions were asked for. */
	readonly unasked: readonly Unasked[];
	readonly candidates: readonly Candidate[];
	readonly blocks: {
		readonly images: number;
		readonly instances: number;
		readonly unknown: number;
		/** Sources of images that it blocks, running or not. */
		readonly launches: number;
		/** Sources of which it is not known. */
		readonly unknownLaunches: number;
	};
};

/**
The declarative policy on a line of its own, then the commands that create it and attach it, wave by wave; or one of these alone. One that enforces is refused while
anything under it is unread, partial or stale, in Regions too that nobody asked for: each is named, and nothing is printed.
*/
export const policy = defineSubcommand(
	{
		summary: 'the declarative policy, minified, and the commands that create and attach it',
		uses: ['demo'],
		examples: [
			'org policy organization --preset base',
			'org policy organization --preset base --state enabled',
			'org policy organization --preset base -f terraform > policy.tf',
		],
		declare: (command) =>
			command
				.argument('<dir>', 'the folder of a scan')
				.addOption(presetOption('criteria'))
				.option('--criteria <file>', 'the criteria of a file, or "-" for standard input')
				.addOption(
					new Option('--state <state>', 'what it puts accounts in')
						.choices(['audit-mode', 'enabled'] as const)
						.default<PolicyState>('audit-mode'),
				)
				.option('--message <text>', 'what people read when the policy refuses their call')
				.addOption(formatOption(formats)),
	},
	async (context, {preset, criteria: file, state, message, format}, directory) => {
		const folder = await openFolder(directory);
		const criteria = await criteriaToTry(context, {preset, criteria: file});
		const options = message === undefined ? {} : {message};
		const written = carried(declarativePolicy(criteria, {...options, state}));
		const audit = carried(declarativePolicy(criteria, {...options, state: 'audit-mode'}));
		const summary = await folder.readSummary();
		const ground = await groundOf(rowsIn(folder, context), summary, new OrganizationWhatIf(criteria, new Date()));
		if (state === 'enabled' && (ground.unsafe.length + ground.unasked.length > 0 || ground.candidates.length === 0)) {
			refuse(ground, directory);
			return exitCodes.failed;
		}

		for (const dropped of written.dropped) {
			say(`note: ${dropped}.`);
		}

		await folder.writePolicy({State: state, ImageCriteria: criteria, Policy: written.text});
		await print(
			printed[format](
				written,
				{audit: audit.text, ...(state === 'enabled' && {enabled: written.text})},
				{
					folder: directory,
					role: summary?.Role ?? 'ROLE',
					waves: wavesOf(ground.candidates, summary?.IsWhole === true),
				},
			),
		);
		sayGround(ground, state);
		sayScope(summary);
		return exitCodes.done;
	},
);

type Printer = (policy: WrittenPolicy, texts: PolicyTexts, place: PolicyPlace) => Iterable<string>;

const printed: Readonly<Record<PolicyFormat, Printer>> = {
	all: everything,
	policy: ({text}) => [`${text}\n`],
	'aws-cli': (_, texts, place) => awsCliCommands(texts, place),
	terraform: (_, texts, place) => terraform(texts, place),
	cloudformation: (_, texts, place) => [cloudFormation(texts, place)],
};

function* everything({text, size}: WrittenPolicy, texts: PolicyTexts, place: PolicyPlace): Generator<string, void> {
	yield `${text}\n`;
	yield `\n# ${size.characters.toLocaleString('en')} of ${size.limit.toLocaleString('en')} characters, minified.\n`;
	yield '# AWS CLI, in order. The targets are proposals: put in your own.\n\n';
	yield* awsCliCommands(texts, place);
	yield '\n# Terraform (alone: --format terraform)\n\n';
	yield* terraform(texts, place);
	yield '\n# CloudFormation, in the management account (the template alone: --format cloudformation)\n';
	yield '# Each step only once the one before has been watched:\n\n';
	yield* cloudFormationCommands(texts, place);
	yield '\n';
	yield cloudFormation(texts, place);
}

type WrittenPolicy = Extract<DeclarativePolicy, {type: 'policy'}>;

function carried(made: DeclarativePolicy): WrittenPolicy {
	if (made.type === 'refused') {
		throw new ProblemError({
			kind: 'invalid-criteria',
			what: `A declarative policy cannot carry these criteria: ${made.obstacles.join('; ')}.`,
			next: made.next,
		});
	}

	return made;
}

async function groundOf(
	rows: AsyncIterable<Row>,
	summary: Summary | undefined,
	whatIf: OrganizationWhatIf,
): Promise<Ground> {
	const now = new Date();
	const unsafe: Unsafe[] = [];
	const candidates = new Map<string, Candidate>();
	for await (const row of rows) {
		whatIf.add(row);
		const {Account: account, Name: name, Path: path} = row.record;
		const why = whyUnsafe(row, now);
		if (why !== undefined) {
			unsafe.push({account, region: row.region, why: why.Why});
		}

		const before = candidates.get(account);
		candidates.set(account, {
			account,
			...(name !== undefined && {name}),
			...(path !== undefined && {path}),
			instances: (before?.instances ?? 0) + (row.cell === undefined ? 0 : instancesIn(row.cell)),
			isRead: (before?.isRead ?? true) && row.cell !== undefined && isWhole(row.cell),
		});
	}

	const {Images: images, Launches: sources, NotAllowed: instances, Unknown: unknown} = whatIf.report();
	const launches = sources.filter(({After: after}) => after === 'not-allowed');
	const blocked = new Set(
		[...images.filter(({After: after}) => after === 'not-allowed'), ...launches].map(({ImageId: id}) => id),
	);
	return {
		unsafe,
		unasked: unaskedIn(summary),
		candidates: candidates.values().toArray(),
		blocks: {
			images: blocked.size,
			instances,
			unknown,
			launches: sourcesWith(sources, 'not-allowed'),
			unknownLaunches: sourcesWith(sources, 'unknown'),
		},
	};
}

function refuse({unsafe: unread, unasked, candidates}: Ground, directory: string): void {
	const unsafe = [...unread, ...unasked];
	say(
		candidates.length === 0
			? 'No policy that enforces: no account was read.'
			: `No policy that enforces: ${counted(unsafe.length, 'account × Region', 'accounts × Regions')} under it ${unsafe.length === 1 ? 'is' : 'are'} unread, partial or older than a day.`,
	);
	for (const line of missingInWords(unsafe)) {
		say(line);
	}

	say(
		`What is not known can be blocked unseen.\n  Scan again (allowed-amis org scan --role NAME --out ${directory}), or begin with --state audit-mode, which blocks nothing.`,
	);
}

function sayGround({unsafe, blocks}: Ground, state: PolicyState): void {
	const unclear = [
		...(blocks.unknown > 0 ? [counted(blocks.unknown, 'more instance')] : []),
		...(blocks.unknownLaunches > 0 ? [counted(blocks.unknownLaunches, 'more launch source')] : []),
	].join(' and ');
	say(
		`${state === 'enabled' ? 'It blocks' : 'Enforced, it would block'} ${counted(blocks.images, 'image')} that ${counted(blocks.instances, 'instance')} run and ${counted(blocks.launches, 'launch source')} ${blocks.launches === 1 ? 'launches' : 'launch'}${unclear === '' ? '' : `; of ${unclear} it is not known`}.`,
	);
	if (unsafe.length > 0) {
		say(
			`${counted(unsafe.length, 'account × Region', 'accounts × Regions')} ${unsafe.length === 1 ? 'is' : 'are'} unread, partial or older than a day; see them with: allowed-amis org status`,
		);
	}
}

/** What a policy reaches and the folder doesn't tell of, since nobody asked for it. */
function sayScope(summary: Summary | undefined): void {
	const records = summary?.Accounts.filter(({LeftOut: why}) => why === undefined) ?? [];
	if (summary?.IsWhole !== true) {
		say(
			`note: ${counted(records.length, 'account')} of a unit, a file or profiles ${records.length === 1 ? 'is' : 'are'} in this folder, not the whole organization: what runs in others is not known. Attach it to nothing beyond.`,
		);
	}

	const named = records.filter(({RegionsAre: are}) => are === 'named');
	if (named.length === 0) {
		return;
	}

	const regions = new Set(named.flatMap(({Regions: own}) => own));
	say(
		`note: a policy acts in every Region, and of ${counted(named.length, 'account')} only the Regions that were named were read (${[...regions].toSorted().join(', ')}): what runs in others is not known.`,
	);
}
