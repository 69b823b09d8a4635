/** The account that the trust tests run on, and the truth about it, worked out without any of the code under test. */
import type {AllowedImagesSettings} from '../../source/criteria/settings.ts';
import type {DemoAccount} from '../../source/demo/account/account.ts';
import {makeDemoAccount} from '../../source/demo/account/demo-account.ts';
import {isImageAllowed} from '../../source/demo/account/judge.ts';
import type {RegionCounts} from '../../source/inventory/counts.ts';

const now = new Date();
const demo = makeDemoAccount({now, instances: 400});

/** The Region that is worked on: about 150 instances in four zones, with offenders of several kinds; and one beside it. */
export const home = 'us-east-1';
export const beside = 'us-east-2';

/** The demo account's two largest kinds of Region, without the faults that the demo has built in. */
export const account: DemoAccount = {
	...demo,
	regions: demo.regions
		.filter(({name}) => name === home || name === beside)
		.map((region) => ({...region, denied: [], throttled: []})),
};

/** What a complete scan of a Region has to count under these settings, what AWS services manage and hide included. */
export function truthOf(name: string, {State, ImageCriteria}: AllowedImagesSettings): RegionCounts {
	const region = account.regions.find((candidate) => candidate.name === name);
	if (region === undefined) {
		throw new RangeError(`The account has no Region ${name}`);
	}

	const offending = new Set<string>();
	let instances = 0;
	let notAllowed = 0;
	for (const {image: row, state} of [...region.instances, ...region.launches.hiddenInstances]) {
		const image = region.images[row];
		if (state === 'terminated' || image === undefined) {
			continue;
		}

		instances++;
		if (State === 'disabled' || isImageAllowed(image, ImageCriteria, {accountId: account.id, now})) {
			continue;
		}

		notAllowed++;
		offending.add(image.id);
	}

	return {instances, notAllowed, unknown: State === 'disabled' ? instances : 0, imagesNotAllowed: offending.size};
}
