import {scanOrganization, type ScanProgress} from '../../operations/organization/scan/scan.ts';
import {counted} from '../../counted.ts';
import {OrganizationFolder} from '../../storage/organization-folder.ts';
import {exitCodes} from '../program/exit-code.ts';
import {clearProgress, say} from '../program/terminal.ts';
import {allRegions, chooseRegions} from '../../operations/chosen-regions.ts';
import {defineSubcommand} from '../options/definition.ts';
import {accountOptions} from '../options/shared-options.ts';
import {keepMemorySmall} from './memory.ts';
import {ProgressLine} from './progress-line.ts';
import {missingInWords} from './missing.ts';
import {accountList} from './list.ts';
import {accountsOption, concurrencyOption, ouOption, roleOption} from './options.ts';

/** Reads accounts × Regions into a folder. What is missing is named on stderr, and makes the exit code 1. */
export const scan = defineSubcommand(
	{
		summary: 'read every account × Region into a folder; stopped or killed, it goes on where it was',
		uses: accountOptions,
		examples: [
			'org scan --role allowed-amis-reader --out organization',
			'org scan --role reader --out organization --ou ou-ab12-34cd56ef -r us-east-1',
			'org scan --demo --role reader --out demo-organization',
		],
		declare: (command) =>
			command
				.addOption(roleOption())
				.requiredOption('--out <dir>', 'the folder to write to')
				.addOption(accountsOption)
				.addOption(ouOption)
				.addOption(concurrencyOption())
				.option('--instances', 'keep each instance, and not only how many run each image', false)
				.option('--force', 'read again what is there already', false),
	},
	async (context, {role, out, accounts: file, ou, concurrency, instances, force}) => {
		const {options, signal} = context;
		keepMemorySmall();
		const folder = new OrganizationFolder(out);
		await folder.prepare({force});
		const cloud = await context.openOrganization();
		const isAll = options.region.length === 0 || options.region.includes(allRegions);
		const regions = isAll ? [] : await chooseRegions(cloud, options.region, signal);
		const accounts = await accountList(context, cloud, {ou, accounts: file});
		for (const {account, why} of accounts.leftOut) {
			say(`${account} is left out: ${why}`);
		}

		const shown = new ProgressLine((progress: ScanProgress) => progressInWords(progress));
		const {missing, progress} = await scanOrganization(
			{accounts, role, regions, concurrency, force, withInstances: instances, demo: options.demo},
			{
				cloud,
				store: folder,
				now: () => new Date(),
				progress(current) {
					shown.show(current);
				},
			},
			signal,
		);
		clearProgress();
		const {done, kept, failed} = progress;
		say(
			`${counted(accounts.visits.length, 'account')}: ${counted(done, 'cell')} read, ${kept} kept from before, ${failed} failed`,
		);
		const places = missing.map(({Account: account, Region: region, Why: why, Next: next}) => ({
			account,
			...(region !== undefined && {region}),
			why,
			next,
		}));
		for (const line of missingInWords(places)) {
			say(line);
		}

		return missing.length === 0 && accounts.unreached.length === 0 ? exitCodes.done : exitCodes.failed;
	},
);

function progressInWords({planned, isEstimate, done, failed, kept, rate, left}: ScanProgress): string {
	const parts = [
		`Reading: ${done + kept} of ${isEstimate ? 'about ' : ''}${planned} cells`,
		...(failed > 0 ? [`${failed} failed`] : []),
		`${rate.toFixed(rate < 10 ? 1 : 0)}/s`,
		left === undefined ? 'time left not known yet' : `about ${durationInWords(left)} left`,
	];
	return parts.join(' · ');
}

function durationInWords(seconds: number): string {
	return seconds < 90 ? `${Math.max(1, Math.round(seconds))} s` : `${Math.round(seconds / 60)} min`;
}
