/** A fleet run over two Regions, for tests of what is done in it. */
import type {AllowedImagesSettings} from '../../source/criteria/settings.ts';
import {here, wanted} from '../../source/machine/loadable.ts';
import {calmShell} from '../../source/machine/shell.ts';
import type {RegionWork, RolloutState, ScanRecord, WizardOptions} from '../../source/rollout/state.ts';
import type {FleetView} from '../../source/rollout/steps/fleet/moves.ts';
import type {RegionProgress} from '../../source/rollout/steps/fleet/run.ts';

const at = '2026-01-01T00:00:00.000Z';
export const criteria = [{ImageProviders: ['amazon']}];
export const inAudit: AllowedImagesSettings = {State: 'audit-mode', ManagedBy: 'account', ImageCriteria: criteria};
export type DoneScan = Extract<ScanRecord, {status: 'done'}>;

export const clean: DoneScan = {
	status: 'done',
	id: 1,
	settings: inAudit,
	isComplete: true,
	managed: {added: 0, judgedHere: 0, visibility: 'hidden'},
	counts: {instances: 5, notAllowed: 0, unknown: 0, imagesNotAllowed: 0},
	offendingImages: [],
	finishedAt: at,
};

export type OneRegion = {
	readonly settings?: AllowedImagesSettings;
	readonly scan?: ScanRecord;
	readonly progress?: RegionProgress;
	readonly more?: Partial<RegionWork>;
};

/** A run over two Regions, of which the second is clean and the first is as given. */
export function runWith(
	first: OneRegion = {},
	{options, view}: {readonly options?: Partial<WizardOptions>; readonly view?: FleetView} = {},
): RolloutState {
	const regions = {'us-east-1': first, 'us-west-2': {}} satisfies Readonly<Record<string, OneRegion>>;
	const entries = Object.entries<OneRegion>(regions);
	return {
		phase: 'rollout',
		options: {demo: false, readOnly: false, purpose: 'rollout', ...options},
		identity: {
			account: '123456789012',
			arn: 'arn:aws:iam::123456789012:user/jane',
			principal: 'jane',
			partition: 'aws',
		},
		permissions: wanted,
		unresolved: here(wanted, []),
		unfinished: here(wanted, undefined),
		presets: here(wanted, []),
		regions: here(wanted, []),
		overview: {},
		marked: Object.keys(regions),
		queue: Object.keys(regions),
		position: 0,
		work: Object.fromEntries(
			entries.map(([name, {settings = inAudit, scan = clean, more}]) => [
				name,
				{reading: here(wanted, {settings, at}), answers: [], scan, ...more},
			]),
		),
		fleet: {
			id: 'aaaa0001',
			regions: Object.keys(regions),
			chosen: {criteria, origin: 'preset "base"'},
			progress: Object.fromEntries(
				entries.map(([name, {progress}]): [string, RegionProgress] => [name, progress ?? {status: 'applied'}]),
			),
			isStopped: false,
		},
		step: {name: 'fleet', view: view ?? {type: 'regions'}},
		shell: calmShell,
	};
}
