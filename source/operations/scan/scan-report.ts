import {criterionInWords, stateInWords} from '../../criteria/words.ts';
import type {Inventory} from '../../inventory/store.ts';
import type {Report} from '../../inventory/writers/report.ts';
import {problemOf, type Problem} from '../../problem.ts';
import {addEvidence} from '../evidence.ts';
import {endingUnder} from '../forecast.ts';
import {judgeUnder} from '../judge.ts';
import type {Cloud} from '../ports.ts';
import {sideBySide} from '../side-by-side.ts';
import {regionsAtOnce} from './collect.ts';

/**
What a report says beside the instances: as whom it was scanned, and the criteria of each Region, which give the reasons; what only `DescribeImages` tells of
images whose verdict is open is added to the inventory. What can't be read
is named in it: a report without reasons is still a report. Only an interruption rejects.
*/
export async function reportOf(
	inventory: Inventory,
	{cloud, now, signal}: {readonly cloud: Cloud; readonly now: Date; readonly signal: AbortSignal},
): Promise<Report> {
	const unread: Array<{readonly what: string; readonly problem: Problem}> = [];
	const readOrNothing = async <Value>(what: string, read: () => Promise<Value>): Promise<Value | undefined> => {
		try {
			return await read();
		} catch (error) {
			signal.throwIfAborted();
			unread.push({what, problem: problemOf(error)});
			return undefined;
		}
	};

	const regions = inventory.coverage.regions.map(({region}) => region);
	const [identity, settings] = await Promise.all([
		readOrNothing('whose account it is, and with it the reasons', async () => cloud.identity(signal)),
		sideBySide(regions, regionsAtOnce, async (region) =>
			readOrNothing(`the criteria of ${region}, and with them the reasons`, async () => cloud.settings(region, signal)),
		),
	]);
	const known = regions.flatMap((region, index) => {
		const one = settings[index];
		return one === undefined ? [] : [{region, settings: one}];
	});
	if (identity !== undefined) {
		const {account} = identity;
		// Where a Region enforces, AWS hides what isn't allowed: it would look deregistered.
		await sideBySide(
			known.filter(({settings: {State}}) => State === 'audit-mode'),
			regionsAtOnce,
			async ({region, settings: {ImageCriteria}}) =>
				readOrNothing(`what only DescribeImages tells of images in ${region}`, async () =>
					addEvidence({region, criteria: [ImageCriteria], account, now}, {cloud, inventory, signal}),
				),
		);
	}

	return {
		inventory,
		...(unread.length > 0 && {unread}),
		scannedAt: now.toISOString(),
		...(identity !== undefined && {
			identity,
			judge: judgeUnder(
				known.map(({region, settings: {ImageCriteria}}) => [region, ImageCriteria] as const),
				{account: identity.account, now},
			),
			endingOf: endingUnder(
				(region) => {
					const one = known.find((candidate) => candidate.region === region)?.settings;
					return one?.State === 'disabled' ? undefined : one?.ImageCriteria;
				},
				{account: identity.account, now},
			),
		}),
		regions: known.map(({region, settings: {State, ImageCriteria}}) => ({
			region,
			state: stateInWords(State),
			criteria: ImageCriteria.map((criterion) => criterionInWords(criterion)),
		})),
	};
}
