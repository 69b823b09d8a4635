/** What is different since the last scan. */
import {earlierScanOf} from '../../../../source/inventory/comparison/earlier-scan.ts';
import {differenceOf, type ScanDifference} from '../../../../source/inventory/comparison/scan-difference.ts';
import type {Instance} from '../../../../source/inventory/instance.ts';
import {Inventory} from '../../../../source/inventory/store.ts';
import {failed, here, wanted, type Loadable} from '../../../../source/machine/loadable.ts';
import {safeText} from '../../../../source/safe-text.ts';
import type {RegionWork, RolloutState} from '../../../../source/rollout/state.ts';
import {escape} from '../hostile.ts';
import type {Scene} from '../scene.ts';
import type {Maker} from './maker.tsx';
import {denied} from './problems.ts';
import {scanOf, withWork} from './states.ts';

const region = 'us-east-1';
/** As the one door for foreign text leaves it. */
const hostileName = safeText(`web${escape} ${'長い'.repeat(30)}`);

export function sinceScenes({at}: Maker): readonly Scene[] {
	const seen = (name: string, change: (state: RolloutState) => Partial<RegionWork>, after: readonly string[] = []) =>
		at('review', `since the last scan${name}`, (state) => withWork(state, change(state)), {presses: ['N', ...after]});
	const compared = (found: Loadable<ScanDifference>) => (state: RolloutState) => {
		const now = scanOf(state);
		const before = {
			...now,
			id: now.id - 1,
			settings: {...now.settings, ImageCriteria: [{ImageProviders: ['amazon']}]},
			counts: {...now.counts, instances: now.counts.instances - 12, notAllowed: now.counts.notAllowed + 117},
			finishedAt: '2026-06-01T11:02:00.000Z',
		};
		return {whole: now, since: {before, now, found}};
	};

	/** A few instances more, the same offenders. */
	const unchanged = (offenders: number) => (state: RolloutState) => {
		const scan = scanOf(state);
		const now = {...scan, counts: {...scan.counts, notAllowed: offenders}};
		const before = {
			...now,
			id: now.id - 1,
			counts: {...now.counts, instances: now.counts.instances - 12},
			finishedAt: '2026-06-01T11:02:00.000Z',
		};
		return {whole: now, since: {before, now, found: here(wanted, differenceBetween(...same(offenders)))}};
	};

	const all = compared(here(wanted, difference()));
	return [
		seen('', all),
		seen(': one that is allowed now', all, ['down', 'down', 'down', 'down']),
		seen(': an image open', all, ['enter', 'down']),
		seen(': many instances, the last', all, ['G', 'enter', 'G']),
		seen(': one passed over', (state) => ({...all(state), passedOver: 'partial'})),
		seen(': nothing', unchanged(14)),
		seen(': nothing, and no offender', unchanged(0)),
		seen(': comparing', compared(wanted)),
		seen(': failed', compared(failed(wanted, denied))),
		seen(': scanned once', (state) => ({whole: scanOf(state)})),
		seen(': scanned once, and cancelled before', (state) => ({whole: scanOf(state), passedOver: 'cancelled'})),
		seen(': scanning', () => ({scan: {status: 'running', id: 2}})),
		seen(': cancelled', () => ({scan: {status: 'cancelled', id: 2}})),
		seen(': a partial scan', (state) => ({scan: {...scanOf(state), id: 2, isComplete: false}})),
	];
}

function image(id: string, name: string, isAllowed: boolean | undefined): NonNullable<Instance['ImageMetadata']> {
	return {
		ImageId: `ami-0a1b2c3d4e5f6${id.padStart(4, '0')}`,
		Name: name,
		OwnerId: '444455556666',
		IsPublic: true,
		CreationDate: '2024-03-02T00:00:00.000Z',
		...(isAllowed !== undefined && {ImageAllowed: isAllowed}),
	};
}

function several(count: number, metadata: Instance['ImageMetadata'], start: number): readonly Instance[] {
	return Array.from({length: count}, (_, index) => ({
		Region: region,
		InstanceId: `i-0${String(start + index).padStart(16, '0')}`,
		AvailabilityZone: 'us-east-1a',
		InstanceType: 'm7g.large',
		State: {Name: 'running', Code: 16},
		Tags: [{Key: 'Name', Value: index === 1 ? hostileName : `spark-${index}`}],
		...(metadata !== undefined && {ImageMetadata: metadata}),
	}));
}

/** The same offenders twice. */
function same(offenders: number): readonly [readonly Instance[], readonly Instance[]] {
	const instances = several(offenders, image('1', 'team-data/spark-worker-4', false), 100);
	return [instances, instances];
}

/** Of each kind. */
function difference(): ScanDifference {
	return differenceBetween(
		[
			...several(12, image('1', 'team-data/spark-worker-4', false), 100),
			...several(1, image('2', hostileName, true), 200),
			...several(2, image('4', 'debian-13-amd64', false), 400),
			...several(2, image('3', 'old-bastion-2023', false), 300),
		],
		[
			...several(12, image('1', 'team-data/spark-worker-4', true), 100),
			...several(1, image('2', hostileName, false), 200),
			...several(2, image('4', 'debian-13-amd64', undefined), 400),
			...several(1, image('5', 'ubuntu-jammy-22.04', false), 500),
			...several(1, undefined, 600),
		],
	);
}

function differenceBetween(before: readonly Instance[], after: readonly Instance[]): ScanDifference {
	const kept = finished(earlierScanOf(scanned(before), region));
	return finished(differenceOf(kept, scanned(after), region));
}

function scanned(instances: readonly Instance[]): Inventory {
	const inventory = new Inventory();
	inventory.apply({type: 'zones', region, zones: ['us-east-1a']});
	inventory.apply({type: 'page', region, zone: 'us-east-1a', page: 1, instances});
	inventory.apply({type: 'zone-done', region, zone: 'us-east-1a'});
	return inventory;
}

function finished<Result>(work: Generator<undefined, Result>): Result {
	for (;;) {
		const {done, value} = work.next();
		if (done === true) {
			return value;
		}
	}
}
