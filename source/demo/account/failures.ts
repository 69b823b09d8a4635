import {createHash} from 'node:crypto';
import {isImageAllowed} from './judge.ts';
import type {DemoGroup, DemoLaunchEvent} from './launch-sources.ts';
import type {LiveRegion} from './live-region.ts';
import {scalingRole} from './demo-launches.ts';

/** A launch that a group tried while its image was not allowed. */
export type FailedLaunch = DemoLaunchEvent & {readonly group: string};

/**
Every launch that failed since the Region was enforced, the newest first. A group whose image is not allowed tries again and again, at
first after seconds, later every half an hour, until somebody goes back to audit mode or allows the image.
*/
export function failedLaunches(region: LiveRegion, now: Date): FailedLaunch[] {
	return region.data.launches.groups
		.filter(({replaces}) => replaces)
		.flatMap((group) => region.settings.enforced(now).flatMap((period) => failuresOf(region, group, period)))
		.toSorted((left, right) => Date.parse(right.at) - Date.parse(left.at));
}

function failuresOf(
	region: LiveRegion,
	group: DemoGroup,
	period: {readonly from: number; readonly to: number},
): FailedLaunch[] {
	const imageId = imageOf(region, group);
	const row = imageId === undefined ? undefined : region.imageRow(imageId);
	if (imageId === undefined || row === undefined || group.source.type !== 'template') {
		return [];
	}

	const failures: FailedLaunch[] = [];
	for (const time of attempts(period)) {
		const {ImageCriteria: criteria} = region.settings.at(time);
		if (isImageAllowed(region.image(row), criteria, {accountId: region.accountId, now: new Date(time)})) {
			continue;
		}

		failures.push({
			id: uuid(`${region.data.name} ${group.name} ${time}`),
			at: new Date(Math.floor(time / 1000) * 1000).toISOString(),
			imageId,
			instanceType: 'r6i.4xlarge',
			by: scalingRole,
			count: 1,
			group: group.name,
			template: group.source.template,
			error: {code: 'Client.InvalidAMIID.NotFound', message: `The image id '[${imageId}]' does not exist`},
		});
	}

	return failures;
}

/** When a group tries within a period, in milliseconds: the gaps double up to half an hour. */
function* attempts({from, to}: {readonly from: number; readonly to: number}): Generator<number> {
	let gap = 4000;
	for (let time = from + gap; time <= to; time += gap) {
		yield time;
		gap = Math.min(gap * 2, 1_800_000);
	}
}

function imageOf(region: LiveRegion, {source}: DemoGroup): string | undefined {
	if (source.type !== 'template') {
		return undefined;
	}

	const template = region.data.launchTemplates.find(({id}) => id === source.template.templateId);
	const number = {$Latest: template?.versions.length, $Default: template?.defaultVersion}[source.template.version];
	return template?.versions[(number ?? Number(source.template.version)) - 1]?.imageId;
}

/** The same identifier for the same text, in the form of a UUID. */
export function uuid(text: string): string {
	const hex = createHash('sha256').update(text).digest('hex');
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
