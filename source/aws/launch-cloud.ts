import type {LaunchCloud} from '../operations/launches/ports.ts';
import {LookupPaces} from './calls/launches/lookup-pace.ts';
import type {Caller} from './client/caller.ts';

/** What launches, as AWS tells it; each call, and the SDK of its service, is loaded when it is first made. */
export function makeLaunchCloud(caller: Caller): LaunchCloud {
	const paces = new LookupPaces();
	return {
		async managedVisibility(region, signal) {
			const {readManagedVisibility} = await import('./calls/launches/managed-resources.ts');
			return readManagedVisibility(caller, region, signal);
		},
		async *managedInstances(region, signal) {
			const {readManagedInstances} = await import('./calls/launches/managed-resources.ts');
			yield* readManagedInstances(caller, region, signal);
		},
		async *images(region, imageIds, signal) {
			const {readNamedImages} = await import('./calls/launches/images.ts');
			yield* readNamedImages(caller, region, imageIds, signal);
		},
		async *templates(region, signal) {
			const {readTemplates} = await import('./calls/launches/templates.ts');
			yield* readTemplates(caller, region, signal);
		},
		async *currentVersions(region, signal) {
			const {readCurrentVersions} = await import('./calls/launches/templates.ts');
			yield* readCurrentVersions(caller, region, signal);
		},
		async versions(region, template, signal) {
			const {readVersions} = await import('./calls/launches/templates.ts');
			return readVersions(caller, region, template, signal);
		},
		async *groups(region, signal) {
			const {readGroups} = await import('./calls/launches/scaling-groups.ts');
			yield* readGroups(caller, region, signal);
		},
		async *configurations(region, signal) {
			const {readConfigurations} = await import('./calls/launches/scaling-groups.ts');
			yield* readConfigurations(caller, region, signal);
		},
		async *fleets(region, signal) {
			const {readFleets} = await import('./calls/launches/fleets.ts');
			yield* readFleets(caller, region, signal);
		},
		async *spotFleets(region, signal) {
			const {readSpotFleets} = await import('./calls/launches/fleets.ts');
			yield* readSpotFleets(caller, region, signal);
		},
		async *spotRequests(region, signal) {
			const {readSpotRequests} = await import('./calls/launches/fleets.ts');
			yield* readSpotRequests(caller, region, signal);
		},
		async *launchEvents(region, period, signal) {
			const {readLaunchEvents} = await import('./calls/launches/launch-events.ts');
			yield* readLaunchEvents(caller, region, {...period, pacer: paces.of(region)}, signal);
		},
		async *failedActivities(region, since, signal) {
			const {readFailedActivities} = await import('./calls/launches/scaling-activities.ts');
			yield* readFailedActivities(caller, region, since, signal);
		},
	};
}
