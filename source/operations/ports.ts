/**
What the wizard needs from the outside, as types: `aws` implements `Cloud`, `storage` implements `Ledger` and `Presets`, and the tests' pure
world implements all of them. Every promise rejects with a `ProblemError`, or with an `AbortError` once its signal has fired.
*/
import type {ImageCriteria} from '../criteria/criterion.ts';
import type {ImageEvidence} from '../criteria/evaluation/image.ts';
import type {AllowedImagesSettings} from '../criteria/settings.ts';
import type {ScanEvent} from '../inventory/instance.ts';
import type {ChosenColumns} from '../inventory/list/browser-snapshot.ts';
import type {Problem} from '../problem.ts';
import type {Enforcement} from './change/enforcement.ts';
import type {LaunchCloud} from './launches/ports.ts';

export type Identity = {
	/** 12 digits. */
	readonly account: string;
	readonly arn: string;
	/** What a person recognises: `Admin/jane`, `jane`, `root`. */
	readonly principal: string;
	/** `aws`, `aws-us-gov`, `aws-cn`. */
	readonly partition: string;
	/** The profile in use, where one is named. */
	readonly profile?: string;
};

export type RegionInfo = {
	readonly name: string;
	/** A Region that is `not-opted-in` answers no call. */
	readonly optInStatus: 'opt-in-not-required' | 'opted-in' | 'not-opted-in';
};

/** What a dry run said of one action: granted, refused, or not known because something else went wrong. */
export type PermissionCheck = {
	/** `ec2:EnableAllowedImagesSettings` and the like. */
	readonly action: string;
	readonly granted: boolean | undefined;
	readonly problem?: Problem;
};

/** AWS's own answer to a mutating call. */
export type Answer = {
	/** The answer as AWS CLI would print it, as JSON: `{"ReturnValue": true}`. */
	readonly json: string;
	readonly requestId?: string;
};

/** What holds on to an image: an instance, launch template, SSM parameter or Image Builder recipe. */
export type ImageReference = {
	readonly ImageId: string;
	/** `ec2:Instance`, `ec2:LaunchTemplate`, `ssm:Parameter`, `imagebuilder:ImageRecipe`, `imagebuilder:ContainerRecipe`. */
	readonly ResourceType: string;
	readonly Arn: string;
};

/** A profile of the AWS configuration, for whoever picks one. All text is safe to print. */
export type ProfileInfo = {
	readonly name: string;
	/** How it gets credentials; `none` where it says nothing of them, `broken` where what it says can't work. */
	readonly kind:
		| 'broken'
		| 'container'
		| 'environment'
		| 'instance'
		| 'keys'
		| 'login'
		| 'none'
		| 'process'
		| 'role'
		| 'sso'
		| 'web-identity';
	/** 12 digits, where the file says so. */
	readonly account?: string;
	/** The name of the role that it gives. */
	readonly role?: string;
	readonly region?: string;
	/** The ARN or serial number of the MFA device that a code is needed of. */
	readonly mfaSerial?: string;
	/** The command that signs in, where its credentials come of a sign-in. */
	readonly signIn?: readonly string[];
	/** Of that sign-in: until when it lasts (ISO 8601), or that it has ended; absent where it isn't known. */
	readonly signedIn?: 'ended' | {readonly until: string};
	/** What is wrong with one that is `broken`. */
	readonly problem?: Problem;
};

/**
Asks a person for the six digits of an MFA device, by its serial number or ARN; what is typed is hidden. `again`: why one more code is asked for, as
a sentence. Rejects with an `AbortError` once the signal has fired.
*/
export type MfaCode = (serial: string, signal: AbortSignal, again?: string) => Promise<string>;

export type Cloud = {
	/** Who the credentials are (`sts:GetCallerIdentity`). */
	identity(signal: AbortSignal): Promise<Identity>;
	/** Every Region of the partition, opted in or not, sorted by name. */
	regions(signal: AbortSignal): Promise<readonly RegionInfo[]>;
	/** Asks for each permission with a dry run; changes nothing. */
	permissions(region: string, signal: AbortSignal): Promise<readonly PermissionCheck[]>;
	settings(region: string, signal: AbortSignal): Promise<AllowedImagesSettings>;
	/**
	`expected`, here and below: the settings that the change was decided upon. A call that AWS throttled is sent again only while the Region
	still reports them; it rejects with `changed` otherwise.
	*/
	enableAuditMode(region: string, signal: AbortSignal, expected?: AllowedImagesSettings): Promise<Answer>;
	disable(region: string, signal: AbortSignal, expected?: AllowedImagesSettings): Promise<Answer>;
	replaceCriteria(
		region: string,
		criteria: ImageCriteria,
		signal: AbortSignal,
		expected?: AllowedImagesSettings,
	): Promise<Answer>;
	/** The one call that blocks launches. It takes the proof that a person confirmed it for this Region. */
	enforce(enforcement: Enforcement, signal: AbortSignal): Promise<Answer>;
	/** Reads until the Region reports what `isSettled` wants (an SDK waiter), and gives the last reading. */
	waitForSettings(
		region: string,
		isSettled: (settings: AllowedImagesSettings) => boolean,
		signal: AbortSignal,
	): Promise<AllowedImagesSettings>;
	/** Every instance of the Region, zone by zone side by side. Zones that fail are events, not errors. */
	scan(region: string, signal: AbortSignal): AsyncIterable<ScanEvent>;
	/** What only `DescribeImages` knows of these images; those it doesn't know come back as `deregistered`. */
	evidence(region: string, imageIds: readonly string[], signal: AbortSignal): AsyncIterable<readonly ImageEvidence[]>;
	references(region: string, imageIds: readonly string[], signal: AbortSignal): Promise<readonly ImageReference[]>;
	/** Everything that launches, and what AWS services manage. */
	readonly launches: LaunchCloud;
};

export const changeKinds = ['audit-mode', 'criteria', 'enabled', 'disabled'] as const;
/** What a change does to a Region: one per mutating call. */
export type ChangeKind = (typeof changeKinds)[number];

/** A change about to be sent, as the history keeps it. */
export type PlannedChange = {
	readonly account: string;
	readonly arn: string;
	readonly region: string;
	readonly kind: ChangeKind;
	readonly before: AllowedImagesSettings;
	/** What the Region is meant to report afterwards. */
	readonly after: AllowedImagesSettings;
	/** The ID of the entry that this change takes back, if it is an undo. */
	readonly undoes?: string;
	/** The ID of the fleet run that it is part of. */
	readonly run?: string;
};

export type ChangeOutcome =
	| {readonly status: 'done'; readonly answer: string; readonly requestId?: string}
	| {readonly status: 'failed'; readonly problem: Problem}
	/** Sent, and nobody knows: no answer came, or the process was killed. The next start resolves it by reading the Region. */
	| {readonly status: 'unknown'};

export type HistoryEntry = PlannedChange & {
	readonly id: string;
	/** ISO 8601. */
	readonly at: string;
	readonly outcome: ChangeOutcome;
	/**
	What a later reading of the Region proved, for an entry whose outcome was `unknown`. A Region that still reports what was before proves
	nothing: an effect can show late.
	*/
	readonly resolved?: 'took effect' | 'overtaken by another change';
};

/** What a fleet run was confirmed to do, as it is kept until all of it is done. */
export type FleetPlan = {
	readonly id: string;
	/** ISO 8601. */
	readonly at: string;
	readonly account: string;
	readonly regions: readonly string[];
	readonly criteria: ImageCriteria;
	/** Where the criteria came from, in words. */
	readonly origin: string;
};

/** The plans of fleet runs that are not finished. */
export type FleetPlans = {
	/** Writes a plan down before anything of it is sent, and gives its ID. */
	begin(plan: Omit<FleetPlan, 'id' | 'at'>): Promise<string>;
	finish(id: string): Promise<void>;
	/** The plan of this account that was begun last and not finished. */
	unfinished(account: string): Promise<FleetPlan | undefined>;
};

/** The append-only history on disk. */
export type Ledger = {
	/** Resolves once the entry is durably on disk (fsync): only then may the call be sent. Gives its ID. */
	begin(change: PlannedChange): Promise<string>;
	complete(id: string, outcome: ChangeOutcome): Promise<void>;
	resolve(id: string, resolved: NonNullable<HistoryEntry['resolved']>): Promise<void>;
	/** Oldest first. */
	entries(): Promise<readonly HistoryEntry[]>;
};

/** What a person chose last, offered again next time. Nothing depends on it. */
export type Preferences = {
	/** The columns of the review that are shown, or hidden, by choice. */
	readonly columns?: ChosenColumns;
};

export type PreferenceStore = {
	read(): Promise<Preferences>;
	/** Changes the preferences given and leaves the others; of the columns, those that are named. */
	save(preferences: Preferences): Promise<void>;
};

export type Preset = {
	readonly name: string;
	readonly description?: string;
	readonly criteria: ImageCriteria;
	/** ISO 8601. */
	readonly createdAt: string;
	/** ISO 8601. */
	readonly lastUsedAt?: string;
};

export type Presets = {
	/** Sorted by name. */
	list(): Promise<readonly Preset[]>;
	/** Rejects with `not-found`, naming the nearest names. */
	get(name: string): Promise<Preset>;
	/** Rejects with `storage` and code `exists` if the name is taken and `overwrite` is not set. */
	save(
		preset: {name: string; description?: string; criteria: ImageCriteria},
		options: {overwrite: boolean},
	): Promise<Preset>;
	rename(from: string, to: string): Promise<void>;
	/** Says what a preset is for; an empty text takes the description away. */
	describe(name: string, description: string): Promise<void>;
	/** Puts a removed preset back as it was. Rejects with `storage` and code `exists` if its name has been taken meanwhile. */
	restore(preset: Preset): Promise<void>;
	remove(name: string): Promise<void>;
	markUsed(name: string): Promise<void>;
};

/**
How many pages of one Region's scan are asked for a second, at most, once those asked for at once are used up: what AWS lets an account have.
@see https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html
*/
export const pagesPerSecond = 20;
