/**
The wizard's state: one discriminated union, so that what cannot happen cannot be written down. `phase: 'account'` has no identity yet;
from `phase: 'rollout'` on there is one, and `step` says which screen a person is on. What is known of a Region lives in `work`, by Region,
so that going back and forth loses nothing.
*/
import type {ImageCriteria} from '../criteria/criterion.ts';
import type {AllowedImagesSettings} from '../criteria/settings.ts';
import type {Problem} from '../problem.ts';
import type {Change, ChangeStage} from '../operations/change.ts';
import type {
	HistoryEntry,
	Identity,
	ImageReference,
	LaunchTemplateUse,
	PermissionCheck,
	Preset,
	RegionInfo,
} from '../operations/ports.ts';
import type {TextField} from '../machine/text-field.ts';
import type {FormEntry} from './criteria-form.ts';

export type WizardOptions = {
	readonly demo: boolean;
	readonly readOnly: boolean;
	/** The endpoint in use, where it isn't AWS's own; shown in the equal AWS CLI command. */
	readonly endpointUrl?: string;
	readonly profile?: string;
	/** Regions named on the command line: marked from the start, and the only ones listed where given. */
	readonly regions?: readonly string[];
	/** `review`: no step that changes anything exists; `scan-file`: nothing is asked of AWS either. */
	readonly purpose: 'rollout' | 'review' | 'scan-file';
};

/** Something asked for that has not come, failed, or is here. `attempt` makes a retry a new request. */
export type Loadable<Value> =
	| {readonly status: 'wanted'; readonly attempt: number}
	| {readonly status: 'failed'; readonly attempt: number; readonly problem: Problem}
	| {readonly status: 'here'; readonly attempt: number; readonly value: Value};

export type WizardState = AccountState | RolloutState;

/** Credentials are being resolved, or could not be. */
export type AccountState = {
	readonly phase: 'account';
	readonly options: WizardOptions;
	readonly identity: Exclude<Loadable<Identity>, {status: 'here'}>;
	/** A profile name being typed, or `aws sso login` running with the terminal handed over. */
	readonly activity:
		| {readonly type: 'none'}
		| {readonly type: 'profile'; readonly field: TextField; readonly names: Loadable<readonly string[]>}
		| {readonly type: 'sign-in'; readonly attempt: number};
	readonly shell: Shell;
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
	/** Marked Regions, in the order of the list. */
	readonly marked: readonly string[];
	/** The Regions being worked through, and which of them is at hand. */
	readonly queue: readonly string[];
	readonly position: number;
	readonly work: Readonly<Record<string, RegionWork>>;
	readonly step: Step;
	readonly shell: Shell;
};

/** What surrounds every screen. */
export type Shell = {
	readonly help: boolean;
	/** Ctrl-C was pressed once and nothing was running: once more quits. */
	readonly interruptArmed: boolean;
	/** `demo`: to be followed by the demo account. */
	readonly ended: false | 'quit' | 'interrupted' | 'demo';
	readonly notice?: Notice;
	/** What is on its way to the clipboard. */
	readonly copying?: string;
	/** The address being opened in a browser. */
	readonly opening?: string;
};

export type Notice = {readonly tone: 'info' | 'warning' | 'danger'; readonly text: string};

/** One row of the Regions screen. */
export type RegionOverview = {
	readonly settings: Loadable<AllowedImagesSettings>;
	readonly counts: Loadable<RegionCounts>;
	/** What is counted so far, while `counts` is still wanted. */
	readonly soFar?: RegionCounts;
};

/** Terminated instances are not counted. */
export type RegionCounts = {
	readonly instances: number;
	readonly notAllowed: number;
	readonly unknown: number;
	/** Distinct images that are not allowed. */
	readonly imagesNotAllowed: number;
};

/** What is known and prepared of one Region of the queue. */
export type RegionWork = {
	/** The last reading of the Region; everything the screens say of it comes from here. */
	readonly reading: Loadable<Reading>;
	/** What a dry run of each call said in this Region; absent where it wasn't asked. */
	readonly permissions?: Loadable<readonly PermissionCheck[]>;
	readonly draft?: Draft;
	readonly scan?: ScanRecord;
	/** AWS's own answers to the changes made in this run, newest last. */
	readonly answers: ReadonlyArray<{readonly kind: string; readonly json: string}>;
	readonly outcome?: RegionOutcome;
	/** Somebody else changed the Region right before it was to be enforced: what was scanned, and what was found. */
	readonly foreign?: {readonly expected: AllowedImagesSettings; readonly found: AllowedImagesSettings};
};

export type Reading = {
	readonly settings: AllowedImagesSettings;
	/** ISO 8601. */
	readonly at: string;
};

export type RegionOutcome = 'enforced' | 'audit mode kept' | 'reviewed' | 'skipped';

export type Draft = {
	readonly criteria: ImageCriteria;
	/** Where it came from, in words: `the Region's own`, `preset "base"`. */
	readonly origin: string;
	/** The name of the preset that the draft is, as long as nothing in it was changed. */
	readonly preset?: string;
	/** Earlier versions, newest last. */
	readonly undo: readonly ImageCriteria[];
	readonly redo: readonly ImageCriteria[];
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
			readonly counts: RegionCounts;
			/** IDs of the distinct images that are not allowed, sorted. */
			readonly offendingImages: readonly string[];
			/** ISO 8601. */
			readonly finishedAt: string;
	  };

/** A change on its way: the steps that change something carry one. */
export type ChangeRun =
	| {readonly status: 'ready'}
	| {readonly status: 'running'; readonly change: Change; readonly stage: ChangeStage; readonly attempt: number}
	| {readonly status: 'done'; readonly answer: string}
	| {readonly status: 'failed'; readonly problem: Problem}
	/** Somebody else changed the Region meanwhile; nothing was sent. */
	| {readonly status: 'foreign'; readonly expected: AllowedImagesSettings; readonly found: AllowedImagesSettings};

/** What enforcing would hit beyond running instances. */
export type Impact = {
	readonly references: readonly ImageReference[];
	readonly launchTemplates: readonly LaunchTemplateUse[];
	/** What could not be asked, in words; a note, never a failure. */
	readonly notes: readonly string[];
};

/** What the form shows below its rows: the draft in words, against what is applied, or as JSON. */
export type FormPanel = 'words' | 'diff' | 'json';
export const formPanels: readonly FormPanel[] = ['words', 'diff', 'json'];

export type CriteriaView =
	| {readonly type: 'sources'; readonly cursor: number}
	| {readonly type: 'presets'; readonly cursor: number; readonly removing: false | 'asked' | 'removing'}
	| {readonly type: 'file'; readonly field: TextField; readonly loading: false | string; readonly problem?: Problem}
	| {readonly type: 'form'; readonly cursor: number; readonly panel?: FormPanel; readonly entry?: FormEntry}
	/** The draft is open in `$EDITOR`; `text` is what the editor starts from. */
	| {readonly type: 'editor'; readonly text: string; readonly attempt: number}
	/** What came back from `$EDITOR` has errors; nothing of it is lost. */
	| {readonly type: 'editor-errors'; readonly text: string; readonly errors: readonly string[]}
	| {
			readonly type: 'save';
			readonly field: TextField;
			readonly phase: 'naming' | 'overwrite?' | 'saving' | 'overwriting';
			readonly problem?: Problem;
	  };

export type Step =
	| ReviewStep
	| {readonly name: 'account'}
	| {readonly name: 'regions'; readonly cursor: number; readonly filter: TextField; readonly isFiltering: boolean}
	| {readonly name: 'audit'; readonly run: ChangeRun; readonly isLooseningAsked: boolean}
	| {readonly name: 'criteria'; readonly view: CriteriaView}
	| {readonly name: 'apply'; readonly run: ChangeRun}
	| {readonly name: 'scan'}
	| {readonly name: 'decide'; readonly cursor: number}
	| {
			readonly name: 'enforce';
			readonly impact: Loadable<Impact>;
			readonly field: TextField;
			readonly mismatch: boolean;
			readonly run: ChangeRun;
	  }
	| {readonly name: 'summary'};

export type ReviewStep = {
	readonly name: 'review';
	/** What the list is filtered by; the session hands it to the browser. */
	readonly filter: TextField;
	/** The filter line has the focus. */
	readonly isFiltering: boolean;
	/** The number of the line to jump to, being typed. */
	readonly jump?: TextField;
	readonly detail: boolean;
	/** The image whose references are asked for. */
	readonly references?: {readonly imageId: string; readonly region: string; readonly found: Loadable<Impact>};
	/** A file name being typed for an export, or the export running. */
	readonly exporting?: {
		readonly field: TextField;
		readonly phase: 'naming' | 'overwrite?' | 'writing' | 'overwriting';
		readonly problem?: Problem;
	};
};

export type StepName = Step['name'];

/** The steps in their order, as the track shows them. */
export const regionSteps = ['audit', 'criteria', 'scan', 'review', 'enforce'] as const;

/** A request nobody has answered yet. */
export const wanted = {status: 'wanted', attempt: 0} as const;

/** The same request with its answer. */
export function here<Value>({attempt}: Loadable<Value>, value: Value): Loadable<Value> {
	return {status: 'here', attempt, value};
}

/** The same request once more: a new one, so that it is sent again. */
export function again<Value>({attempt}: Loadable<Value>): Loadable<Value> & {status: 'wanted'} {
	return {status: 'wanted', attempt: attempt + 1};
}

export const calmShell: Shell = {help: false, interruptArmed: false, ended: false};

export const noWork: RegionWork = {reading: wanted, answers: []};

/** Where every run starts. A scan file needs no account: its session starts in review instead. */
export function initialState(options: WizardOptions): WizardState {
	return {phase: 'account', options, identity: wanted, activity: {type: 'none'}, shell: calmShell};
}

/** The Region at hand, if a Region is being worked on. */
export function currentRegion(state: RolloutState): string | undefined {
	return state.queue[state.position];
}

/** What is known of the Region at hand; a Region nobody looked at yet has everything still to come. */
export function currentWork(state: RolloutState): RegionWork {
	const region = currentRegion(state);
	return (region === undefined ? undefined : state.work[region]) ?? noWork;
}

/** The settings the Region at hand reported last, if it has. */
export function currentSettings(state: RolloutState): AllowedImagesSettings | undefined {
	const {reading} = currentWork(state);
	return reading.status === 'here' ? reading.value.settings : undefined;
}
