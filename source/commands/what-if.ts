import process from 'node:process';
import type {ImageCriteria} from '../criteria/criterion.ts';
import {
	disagreementInWords,
	whatIf as evaluate,
	whatIfReport,
	type ImageInUse,
	type WhatIfReport,
} from '../criteria/what-if.ts';
import {Inventory} from '../inventory/store.ts';
import {writeTable} from '../inventory/writers/table.ts';
import {counted, coverageInWords} from '../inventory/words.ts';
import {problemOf} from '../problem.ts';
import {readScanFile} from '../storage/scan-file.ts';
import type {Cloud} from '../operations/ports.ts';
import {collect, regionsAtOnce, sayFailures} from './collect.ts';
import type {Context} from './program/context.ts';
import {exitCodes, UsageError} from './program/exit-code.ts';
import type {TableOrJson} from './program/formats.ts';
import {chosenRegions} from './regions.ts';
import {sideBySide} from './side-by-side.ts';
import {print, say, sayProblem} from './program/terminal.ts';
import {criteriaFrom} from './validate.ts';

/** `what-if`: the verdicts on every image in use under other criteria. No mutating call is made. */
export async function whatIf(
	context: Context,
	options: {readonly preset?: string; readonly criteria?: string; readonly from?: string; readonly format: TableOrJson},
): Promise<number> {
	const after = await draftOf(context, options);
	const {inventory, account, applied, isWhole} =
		options.from === undefined ? await fromAws(context, after) : await fromFile(options.from);
	const result = evaluate({
		images: imagesOf(inventory),
		after,
		account,
		now: new Date(),
		...(applied !== undefined && {applied}),
	});
	const report = whatIfReport(result);
	if (options.format === 'json') {
		await print(`${JSON.stringify(report, undefined, 4)}\n`);
	} else {
		await print(tableOf(report));
	}

	for (const disagreement of result.disagreements) {
		say(`note: ${disagreementInWords(disagreement)}.`);
	}

	say(`${counted(report.Instances, 'instance')}, ${coverageInWords(inventory.coverage)}`);
	sayFailures(inventory.coverage);
	return isWhole ? exitCodes.done : exitCodes.failed;
}

async function draftOf(
	context: Context,
	{preset, criteria}: {readonly preset?: string; readonly criteria?: string},
): Promise<ImageCriteria> {
	if (criteria !== undefined) {
		return criteriaFrom(criteria);
	}

	if (preset === undefined) {
		throw new UsageError('There are no criteria to try.', 'Give --preset NAME or --criteria FILE.');
	}

	const {presets} = await context.stores();
	const found = await presets.get(preset);
	return found.criteria;
}

/** What the criteria are tried on. */
type Ground = {
	readonly inventory: Inventory;
	/** Whose own images are exempt; empty where that is not known. */
	readonly account: string;
	readonly applied?: ReadonlyMap<string, ImageCriteria>;
	/** Whether everything asked for was there. */
	readonly isWhole: boolean;
};

async function fromFile(file: string): Promise<Ground> {
	const {instances, cutShort} = await readScanFile(file);
	const inventory = new Inventory();
	inventory.addSaved(instances, cutShort);
	const owners = new Set(instances.flatMap(({OwnerId: owner}) => (owner === undefined ? [] : [owner])));
	const [account = '', ...others] = owners;
	if (others.length > 0) {
		throw new UsageError(
			`The scan is of several accounts: ${[...owners].join(', ')}.`,
			'Try the criteria on one account at a time.',
		);
	}

	return {inventory, account, isWhole: cutShort === undefined};
}

async function fromAws(context: Context, after: ImageCriteria): Promise<Ground> {
	const cloud = await context.openCloud({readOnly: true});
	const regions = await chosenRegions(context, cloud, {preferConfigured: true});
	const [{account}, inventory] = await Promise.all([cloud.identity(context.signal), collect(context, cloud, regions)]);
	const applied = new Map<string, ImageCriteria>();
	await sideBySide(regions, regionsAtOnce, async (region) => {
		try {
			const {State, ImageCriteria} = await cloud.settings(region, context.signal);
			// While Allowed AMIs is off, its criteria judge nothing.
			if (State !== 'disabled') {
				applied.set(region, ImageCriteria);
			}
		} catch {
			// The verdict before is AWS's own wherever it gives one; the applied criteria only help out.
			context.signal.throwIfAborted();
		}
	});
	const isEvidenceWhole = await addEvidence(context, cloud, inventory, {after, account});
	return {inventory, account, applied, isWhole: isEvidenceWhole && inventory.coverage.isComplete()};
}

/** Asks `DescribeImages` about the images that the scan alone leaves in doubt. */
async function addEvidence(
	context: Context,
	cloud: Cloud,
	inventory: Inventory,
	{after, account}: {readonly after: ImageCriteria; readonly account: string},
): Promise<boolean> {
	const {changes} = evaluate({images: imagesOf(inventory), after, account, now: new Date()});
	const inDoubt = Map.groupBy(
		changes.filter((change) => change.after === 'unknown'),
		({image}) => image.region,
	);
	const results = await sideBySide([...inDoubt], regionsAtOnce, async ([region, images]) => {
		try {
			const ids = [...new Set(images.map(({image}) => image.evidence.ImageId))];
			for await (const found of cloud.evidence(region, ids, context.signal)) {
				inventory.addEvidence(region, found);
			}

			return true;
		} catch (error) {
			context.signal.throwIfAborted();
			sayProblem(problemOf(error));
			return false;
		}
	});
	return results.every(Boolean);
}

function imagesOf(inventory: Inventory): readonly ImageInUse[] {
	return inventory
		.images()
		.flatMap(({evidence, instances, region}) =>
			evidence === undefined || instances === 0 ? [] : [{evidence, instances, region}],
		)
		.toArray();
}

function* tableOf(report: WhatIfReport): Generator<string, void> {
	yield `${counted(report.Instances, 'instance')}: ${report.Allowed} allowed, ${report.NotAllowed} not allowed, ${report.Unknown} not known\n`;
	yield `Compared with now: ${report.NewlyAllowed} newly allowed, ${report.NewlyNotAllowed} newly not allowed\n\n`;
	const columns = [
		{head: 'AMI'},
		{head: 'Name', shrinksTo: 8},
		{head: 'Provider'},
		{head: 'Region'},
		{head: 'Instances', align: 'right'},
		{head: 'Before'},
		{head: 'After'},
		{head: 'Why', shrinksTo: 12},
	] as const;
	const rows = report.Images.map(({ImageId, Name, OwnerId, Region, Instances, Before, After, Reasons}) => [
		ImageId,
		Name ?? '',
		OwnerId ?? '',
		Region,
		String(Instances),
		Before,
		After,
		Reasons.join('; '),
	]);
	yield* writeTable(columns, rows, process.stdout.isTTY ? {width: process.stdout.columns} : {});
}
