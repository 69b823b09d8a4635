import {counted} from '../../counted.ts';
import {writeTable} from '../../inventory/writers/table.ts';
import {isStale} from '../../operations/organization/cell.ts';
import {sourceNames} from '../../operations/launches/words.ts';
import {OrganizationWhatIf, type OrganizationReport} from '../../operations/organization/what-if.ts';
import {exitCodes} from '../program/exit-code.ts';
import {formatOption} from '../options/arguments.ts';
import {presetOption} from '../reading/criteria.ts';
import {defineSubcommand} from '../options/definition.ts';
import {tableOrJson} from '../options/formats.ts';
import {jsonText} from '../program/json.ts';
import {report} from '../program/pager.ts';
import {tableLayout, tones} from '../program/table-layout.ts';
import {say} from '../program/terminal.ts';
import {missingInWords} from './missing.ts';
import {openFolder, rowsIn} from './folder.ts';
import {criteriaToTry} from './options.ts';

/** The images that criteria would block over a folder of an organization. Nothing is sent anywhere. */
export const whatIf = defineSubcommand(
	{
		summary: 'the images that criteria would block, with accounts, Regions, instances and reasons; offline',
		uses: ['demo'],
		examples: ['org what-if organization --criteria criteria.json -f json', 'org what-if organization --preset base'],
		declare: (command) =>
			command
				.argument('<dir>', 'the folder of a scan')
				.addOption(presetOption('criteria'))
				.option('--criteria <file>', 'the criteria of a file, or "-" for standard input')
				.addOption(formatOption(tableOrJson)),
	},
	async (context, {preset, criteria: file, format}, directory) => {
		const folder = await openFolder(directory);
		const criteria = await criteriaToTry(context, {preset, criteria: file});
		const now = new Date();
		const judged = new OrganizationWhatIf(criteria, now);
		let stale = 0;
		for await (const row of rowsIn(folder, context)) {
			judged.add(row);
			stale += row.cell !== undefined && isStale(row.cell, now) ? 1 : 0;
		}

		const whole = judged.report();
		await report(context, format === 'json' ? jsonText(whole) : tableOf(whole));
		if (stale > 0) {
			say(
				`note: ${counted(stale, 'cell')} ${stale === 1 ? 'was' : 'were'} read more than a day ago; scan again before anything is enforced.`,
			);
		}

		const unread = whole.Unread.map(({Account: account, Region: region, Why: why}) => ({account, region, why}));
		for (const line of missingInWords(unread)) {
			say(`unread: ${line}`);
		}

		return whole.Unread.length === 0 ? exitCodes.done : exitCodes.failed;
	},
);

function* tableOf(whole: OrganizationReport): Generator<string, void> {
	const {Accounts: accounts, Regions: regions, Instances: instances} = whole;
	yield `${counted(accounts, 'account')}, ${counted(regions, 'Region')}, ${counted(instances, 'instance')}: ${whole.Allowed} allowed, ${whole.NotAllowed} not allowed, ${whole.Unknown} not known\n`;
	if (whole.Unread.length > 0) {
		yield `Not covered: ${counted(whole.Unread.length, 'account × Region', 'accounts × Regions')} unread or partial, named on stderr\n`;
	}

	const images = whole.Images.filter(({After: after}) => after !== 'allowed');
	const launches = whole.Launches.filter(({After: after}) => after !== 'allowed');
	if (images.length === 0 && launches.length === 0) {
		yield 'No image that was read would be blocked.\n';
		return;
	}

	if (images.length > 0) {
		yield '\n';
		yield* imageTable(images);
	}

	if (launches.length === 0) {
		return;
	}

	yield '\nWhat launches images that would be blocked, running or not\n\n';
	yield* launchTable(launches);
}

function launchTable(launches: OrganizationReport['Launches']): Iterable<string> {
	return writeTable(
		[
			{head: 'Launched by'},
			{head: 'Name', shrinksTo: 8},
			{head: 'AMI'},
			{head: 'Region'},
			{head: 'Accounts', align: 'right'},
			{head: 'Sources', align: 'right'},
			{head: 'After', tone: tones.verdict},
			{head: 'Why', shrinksTo: 12},
		],
		launches.map((launch) => [
			sourceNames[launch.Type],
			launch.Names.length < launch.Sources ? `${launch.Names.join(', ')}, …` : launch.Names.join(', '),
			launch.ImageId === '' ? '-' : launch.ImageId,
			launch.Region,
			accountsInWords(launch.Accounts),
			String(launch.Sources),
			launch.After,
			launch.Reasons.join('; '),
		]),
		tableLayout(),
	);
}

/** Few by ID, many by their number. */
function accountsInWords(accounts: readonly string[]): string {
	return accounts.length < 3 ? accounts.join(' ') : String(accounts.length);
}

function imageTable(images: OrganizationReport['Images']): Iterable<string> {
	return writeTable(
		[
			{head: 'AMI'},
			{head: 'Name', shrinksTo: 8},
			{head: 'Provider'},
			{head: 'Region'},
			{head: 'Accounts', align: 'right'},
			{head: 'Instances', align: 'right'},
			{head: 'After', tone: tones.verdict},
			{head: 'Why', shrinksTo: 12},
		],
		images.map((image) => [
			image.ImageId,
			image.ImageName ?? '',
			image.OwnerId ?? '',
			image.Region,
			accountsInWords(image.Accounts),
			String(image.Instances),
			image.After,
			image.Reasons.join('; '),
		]),
		tableLayout(),
	);
}
