/** How long it takes to judge 200,000 instances over 2,000 images by other criteria: the limit is 50 ms, since it runs at every key press. */
import type {ImageCriteria} from '../../source/criteria/criterion.ts';
import {suggest} from '../../source/criteria/suggestions/suggest.ts';
import {whatIf, whatIfReport, type ImageInUse} from '../../source/criteria/comparison/what-if.ts';

const imageCount = 2000;
const instancesEach = 100;
const rounds = 15;
const limit = 50;
const account = '123456789012';
const now = new Date('2026-11-23T12:00:00Z');

/** An everyday draft: a few criteria, some with names and ages. */
const everyday: ImageCriteria = [
	{ImageProviders: ['amazon', 'aws-marketplace']},
	{
		ImageProviders: providers(20),
		ImageNames: ['team-*', 'golden-*-x86'],
		CreationDateCondition: {MaximumDaysSinceCreated: 300},
	},
	{ImageWatermarks: [{WatermarkKey: '123456789012:gold-*', MaximumDaysSinceWatermarkCreated: 30}]},
];

/** As large as AWS takes them: 10 criteria of 200 providers and 50 names that all begin with a wildcard. */
const largest: ImageCriteria = Array.from({length: 10}, (_criterion, one) => ({
	ImageProviders: providers(200),
	ImageNames: Array.from({length: 50}, (_name, name) => `*team-${one}-${name}-*x?`),
	CreationDateCondition: {MaximumDaysSinceCreated: 300},
}));

/** Measures and prints. */
export async function bench(): Promise<void> {
	const images = inventory();
	const count = (imageCount * instancesEach).toLocaleString('en-US');
	console.log(
		`what-if: ${count} instances over ${imageCount.toLocaleString('en-US')} images, median of ${rounds}, limit ${limit} ms`,
	);
	for (const [name, after] of Object.entries({everyday, largest})) {
		const input = {images, after, applied: everyday, account, now};
		report(`${name} criteria, verdicts and totals`, () => whatIf(input));
		report(`${name} criteria, with all reasons (the command's report)`, () => whatIfReport(whatIf(input)));
		report(`${name} criteria, suggestions`, () => suggest({criteria: after, images, account, now}));
	}
}

function report(name: string, run: () => unknown): void {
	const times = Array.from({length: rounds}, () => {
		const start = performance.now();
		run();
		return performance.now() - start;
	}).toSorted((one, other) => one - other);
	const median = times[Math.floor(rounds / 2)] ?? 0;
	console.log(`  ${median.toFixed(1).padStart(7)} ms  ${name} (slowest ${(times.at(-1) ?? 0).toFixed(1)} ms)`);
}

function providers(count: number): readonly string[] {
	return Array.from({length: count}, (_, index) => String(200_000_000_000 + index));
}

function inventory(): readonly ImageInUse[] {
	return Array.from({length: imageCount}, (_, index) => ({
		evidence: {
			ImageId: `ami-${index.toString(16).padStart(17, '0')}`,
			Name: `team-data/spark-worker-${index}-20261010`,
			OwnerId: String(200_000_000_000 + (index % 400)),
			CreationDate: new Date(now.getTime() - (index % 500) * 86_400_000).toISOString(),
			DeprecationTime: null,
			IsPublic: index % 3 === 0,
			ImageWatermarks: index % 5 === 0 ? [{WatermarkKey: `123456789012:tin-${index}`}] : [],
		},
		instances: instancesEach,
		region: 'us-east-1',
	}));
}
