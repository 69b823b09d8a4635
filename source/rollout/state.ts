/**
The wizard's state: one discriminated union, so that what cannot happen cannot be written down. `phase: 'account'` has no identity yet;
from `phase: 'rollout'` on there is one, and `step` says which screen a person is on. What is known of a Region lives in `work`, by Region,
so that going back and forth loses nothing.
*/
import type {ImageCriteria} from '../criteria/criterion.ts';
import {sameCriteria, type AllowedImagesSettings} from '../criteria/settings.ts';
import type {ScanDifference} from '../inventory/comparison/scan-difference.ts';
import type {ManagedCoverage} from '../inventory/coverage.ts';
import type {RegionCounts} from '../inventory/counts.ts';
import type {ChosenColumns} from '../inventory/list/browser-snapshot.ts';
import type {MachineEvent} from '../machine/event.ts';
import {wanted, type Loadable} from '../machine/loadable.ts';
import {calmShell, type Shell} from '../machine/shell.ts';
import type {TextField} from '../machine/text-field.ts';
import type {
	FleetPlan,
	HistoryEntry,
	Identity,
	PermissionCheck,
	Preset,
	ProfileInfo,
	RegionInfo,
} from '../operations/ports.ts';
import type {Launch, RegionLaunches} from '../operations/launches/launch.ts';
import type {Proof} from '../operations/change/proof.ts';
import type {Problem} from '../problem.ts';
import type {FleetRun} from './steps/fleet/run.ts';

/** Each step adds its own state to this, in its own file below `steps`: `enforce: {…}`. */
export interface Steps {}

/** What a person can ask for with a key beside what every machine knows; each step adds what only it understands. */
export interface Events {
	rescan: Nothing;
	/** To the instances scanned so far. */
	browse: Nothing;
	/** Back to the criteria. */
	revise: Nothing;
}

/** What the watch has seen in a Region; its step says what that is. */
export interface Watched {}

/** An event that says all with its name. */
export type Nothing = Readonly<Record<never, never>>;

export type StepName = keyof Steps;
export type StepOf<Name extends StepName> = {readonly [Each in StepName]: {readonly name: Each} & Steps[Each]}[Name];
export type Step = StepOf<StepName>;

/** What a person asks for with a key. What it means depends on the step; a step ignores what has no meaning in it. */
export type UserEvent =
	MachineEvent | {readonly [Type in keyof Events]: {readonly type: Type} & Events[Type]}[keyof Events];

export type WizardOptions = {
	readonly demo: boolean;
	readonly readOnly: boolean;
	/** The endpoint in use, where it isn't AWS's own; shown in the equal AWS CLI command. */
	readonly endpointUrl?: string;
	readonly profile?: string;
	/** Regions named on the command line: marked from the start, and the only ones listed where given. */
	readonly regions?: readonly string[];
	/** The preset that one came to apply: the draft of every Region that is begun, and the criteria of a fleet run. */
	readonly preset?: Pick<Preset, 'name' | 'criteria'>;
	/** `review`: no step that changes anything exists; `scan-file` and `accounts`, which were scanned before: nothing is asked of AWS either. */
	readonly purpose: 'rollout' | 'review' | 'scan-file' | 'accounts';
	/** The profile of each account of `accounts`. */
	readonly profiles?: ReadonlyMap<string, string>;
};

/** Whether nothing is asked of AWS: all there is has been read before. */
export function isOffline({purpose}: Pick<WizardOptions, 'purpose'>): boolean {
	return purpose === 'scan-file' || purpose === 'accounts';
}

export type WizardState = AccountState | RolloutState;

/** Credentials are being resolved, or could not be. */
export type AccountState = {
	readonly phase: 'account';
	readonly options: WizardOptions;
	readonly identity: Exclude<Loadable<Identity>, {status: 'here'}>;
	/** A profile being picked, or the command that signs in running with the terminal handed over. */
	readonly activity: ProfileChoice | {readonly type: 'none'} | {readonly type: 'sign-in'; readonly attempt: number};
	readonly shell: Shell;
};

export type ProfileChoice = {
	readonly type: 'profile';
	readonly profiles: Loadable<readonly ProfileInfo[]>;
	/** Typed letters filter the list. */
	readonly filter: TextField;
	readonly cursor: number;
	/** Where one came from, where there is an identity already: back there nothing is lost. */
	readonly before?: RolloutState;
};

export type RolloutState = {
	readonly phase: 'rollout';
	readonly options: WizardOptions;
	readonly identity: Identity;
	readonly permissions: Loadable<readonly PermissionCheck[]>;
	/** Entries of an earlier run that nobody knows the outcome of; resolved by reading their Regions. */
	readonly unresolved: Loadable<readonly HistoryEntry[]>;
	readonly presets: Loadable<readonly Preset[]>;
	readonly regions: Loadable<readonly RegionInfo[]>;
	readonly overview: Readonly<Record<string, RegionOverview>>;
	/** What the list of Regions was filtered by when it was left. */
	readonly regionFilter?: TextField;
	/** Marked Regions, in the order of the list. */
	readonly marked: readonly string[];
	/** The Regions being worked through, and which of them is current. */
	readonly queue: readonly string[];
	readonly position: number;
	readonly work: Readonly<Record<string, RegionWork>>;
	/** The run that works on all Regions of the queue side by side, if there is one. */
	readonly fleet?: FleetRun & {
		/** The review as it was left, until one is back at the table. */
		readonly review?: StepOf<'review'>;
	};
	/** What this tool changed last in each Region; absent until somebody looked at the list. */
	readonly lastChanges?: Loadable<LastChanges>;
	/** Columns of the review that were chosen and are not on disk yet; absent until what was chosen before was read. */
	readonly columns?: {readonly unkept?: ChosenColumns};
	/** A fleet run of an earlier start that was left midway. */
	readonly unfinished: Loadable<FleetPlan | undefined>;
	readonly step: Step;
	readonly shell: Shell;
};

/** By Region: the last change of the history that was made, or may have been. */
export type LastChanges = Readonly<Record<string, HistoryEntry>>;

/** One row of the Regions screen. */
export type RegionOverview = {
	readonly settings: Loadable<AllowedImagesSettings>;
	readonly counts: Loadable<RegionCounts>;
	/** What is counted so far, while `counts` is still wanted. */
	readonly soFar?: RegionCounts;
	/** How many instances each Availability Zone had when they were counted. */
	readonly zones?: ReadonlyMap<string, number>;
};

/** What is known and prepared of one Region of the queue. */
export type RegionWork = {
	/** The last reading of the Region; everything the screens say of it comes from here. */
	readonly reading: Loadable<Reading>;
	/** What a dry run of each call said in this Region; absent where it wasn't asked. */
	readonly permissions?: Loadable<readonly PermissionCheck[]>;
	readonly draft?: Draft;
	readonly scan?: ScanRecord;
	/** The last scan that was complete, whatever was applied since: the next one is compared with it. */
	readonly whole?: WholeScan;
	/** What is different between the last two complete scans, until the Region is scanned once more. */
	readonly since?: {readonly before: WholeScan; readonly now: WholeScan; readonly found: Loadable<ScanDifference>};
	/** What became of the scan right before the last one, where it can't be compared with. */
	readonly passedOver?: 'cancelled' | 'changed' | 'failed' | 'partial';
	/** AWS's own answers to the changes made in this run, newest last. */
	readonly answers: ReadonlyArray<{readonly kind: string; readonly json: string}>;
	readonly outcome?: RegionOutcome;
	/** Everything that launches; absent until somebody asked. */
	readonly launches?: Loadable<RegionLaunches>;
	/** What of it is known while CloudTrail is still being read, and for which attempt. */
	readonly standing?: {readonly attempt: number; readonly found: RegionLaunches};
	/** How far that is, in words. */
	readonly launchesProgress?: string;
	/** Enough of CloudTrail was seen: reading on is given up, and what was read is kept. */
	readonly hasEnoughLaunches?: boolean;
	/** What was known to launch beside instances, and what was decided of it, when enforcing was confirmed; the worst first. */
	readonly namedUpon?: readonly Launch[];
	/** The scan that enforcing was confirmed upon: what it counted is told of afterwards, and decides nothing any more. */
	readonly enforcedUpon?: Extract<ScanRecord, {status: 'done'}>;
	/** What AWS shows and hides since the Region was enforced in this run. */
	readonly proof?: Loadable<Proof>;
	readonly watched?: Watched;
	/** The review as it was left: coming back finds the filter and what was looked up. */
	readonly review?: StepOf<'review'>;
	/** The list of launches, likewise. */
	readonly launchList?: StepOf<'launches'>;
	/**
	The reading right after a change was refused by a policy of the organization, by its attempt: such a policy does not always show in what the
	Region reports. Until the Region is read once more, no change is offered.
	*/
	readonly refusedAt?: number;
	/** Somebody else changed the Region right before it was to be enforced: what was scanned, and what was found. */
	readonly foreign?: {readonly expected: AllowedImagesSettings; readonly found: AllowedImagesSettings};
};

/** Where one came from to the criteria, and goes back to. */
export type Origin = 'review' | 'launches' | 'decide';

export type Reading = {
	readonly settings: AllowedImagesSettings;
	/** ISO 8601. */
	readonly at: string;
};

/** `not as confirmed`: it was enforced, and then reported other settings than those that a person had decided upon. */
export type RegionOutcome =
	| 'enforced'
	| 'not as confirmed'
	| 'audit mode kept'
	| 'left enforced'
	| 'left disabled'
	| 'reviewed'
	| 'skipped'
	| 'taken back'
	| 'back in audit mode';

export type Draft = {
	readonly criteria: ImageCriteria;
	/** Where it came from, in words: `the Region's own`, `preset "base"`. */
	readonly origin: string;
	/** The name of the preset that the draft is, as long as nothing in it was changed. */
	readonly preset?: string;
	/** Earlier versions, newest last. */
	readonly undo: readonly ImageCriteria[];
	readonly redo: readonly ImageCriteria[];
	/** The row of the form that one was on when one left it. */
	readonly row?: number;
};

/**
A scan meant to decide upon. `settings` are what the Region reported right before it started; `done` says that it reported the same right
after, too. The rows themselves live in the inventory, outside the state.
*/
export type ScanRecord =
	| {readonly status: 'running'; readonly id: number}
	/** `changed`: the Region reported other settings during the scan, or since. */
	| {readonly status: 'cancelled' | 'changed'; readonly id: number}
	| {readonly status: 'failed'; readonly id: number; readonly problem: Problem}
	| {
			readonly status: 'done';
			readonly id: number;
			readonly settings: AllowedImagesSettings;
			/** Every zone and page came in. */
			readonly isComplete: boolean;
			/** What is known of the instances that AWS services manage, which a scan may not list. */
			readonly managed: ManagedCoverage;
			readonly counts: RegionCounts;
			/** IDs of the distinct images that are not allowed, sorted. */
			readonly offendingImages: readonly string[];
			/** ISO 8601. */
			readonly finishedAt: string;
	  };

/** What is known of a complete scan when its rows are gone. */
export type WholeScan = Pick<Extract<ScanRecord, {status: 'done'}>, 'id' | 'settings' | 'counts' | 'finishedAt'>;

export const noWork: RegionWork = {reading: wanted, answers: []};

/** Where every run starts. A scan file needs no account: its session starts in review instead. */
export function initialState(options: WizardOptions): WizardState {
	return {phase: 'account', options, identity: wanted, activity: {type: 'none'}, shell: calmShell};
}

/** The scan whose numbers tell of a Region: its last one, or the one that it was enforced upon, also once that was taken back under the same criteria. */
export function toldScan({
	scan,
	outcome,
	enforcedUpon,
	reading,
}: RegionWork): Extract<ScanRecord, {status: 'done'}> | undefined {
	if (scan?.status === 'done') {
		return scan;
	}

	const isBack = outcome === 'back in audit mode' || outcome === 'taken back';
	const isSame =
		enforcedUpon !== undefined &&
		reading.status === 'here' &&
		sameCriteria(reading.value.settings.ImageCriteria, enforcedUpon.settings.ImageCriteria);
	return outcome === 'enforced' || (isBack && isSame) ? enforcedUpon : undefined;
}

/** The current Region, if a Region is being worked on. */
export function currentRegion(state: RolloutState): string | undefined {
	return state.queue[state.position];
}

/** What is known of the current Region; one that nobody looked at yet has everything still to come. */
export function currentWork(state: RolloutState): RegionWork {
	const region = currentRegion(state);
	return (region === undefined ? undefined : state.work[region]) ?? noWork;
}

/** The settings the current Region reported last, if it has. */
export function currentSettings(state: RolloutState): AllowedImagesSettings | undefined {
	const {reading} = currentWork(state);
	return reading.status === 'here' ? reading.value.settings : undefined;
}
