import type {DemoInstance} from './instance.ts';

/** A launch template at a version: a number, `$Latest` or `$Default`. */
export type DemoTemplateVersion = {readonly templateId: string; readonly name: string; readonly version: string};

/** Where an Auto Scaling group takes its image from. */
export type DemoGroupSource =
	| {readonly type: 'template'; readonly template: DemoTemplateVersion}
	| {readonly type: 'configuration'; readonly name: string}
	| {readonly type: 'mixed'; readonly template: DemoTemplateVersion; readonly overrides: readonly DemoGroupOverride[]};

type DemoGroupOverride = {
	readonly instanceType: string;
	readonly template?: DemoTemplateVersion;
	readonly imageId?: string;
};

export type DemoGroup = {
	readonly name: string;
	readonly createdAt: string;
	readonly source: DemoGroupSource;
	readonly min: number;
	readonly max: number;
	readonly desired: number;
	/** Whether it replaces an instance every now and then, and so meets its image's fate once the Region is enforced. */
	readonly replaces?: true;
};

export type DemoLaunchConfiguration = {
	readonly name: string;
	readonly createdAt: string;
	readonly imageId: string;
	readonly instanceType: string;
};

export type DemoFleet = {
	readonly id: string;
	readonly name: string;
	readonly createdAt: string;
	readonly type: 'maintain' | 'request' | 'instant';
	readonly state: 'active' | 'deleted_running' | 'deleted_terminating';
	readonly template: DemoTemplateVersion;
	/** Images of overrides. */
	readonly imageIds: readonly string[];
	readonly capacity: number;
};

export type DemoSpotFleet = {
	readonly id: string;
	readonly createdAt: string;
	readonly state: 'active' | 'cancelled';
	readonly capacity: number;
	/** One of both, as at AWS. */
	readonly launch: {readonly imageIds: readonly string[]} | {readonly template: DemoTemplateVersion};
};

export type DemoSpotRequest = {
	readonly id: string;
	readonly createdAt: string;
	readonly type: 'persistent' | 'one-time';
	readonly state: 'open' | 'active' | 'closed';
	readonly imageId: string;
	readonly instanceType: string;
};

/** A call of RunInstances that CloudTrail recorded. */
export type DemoLaunchEvent = {
	readonly id: string;
	readonly at: string;
	readonly imageId: string;
	readonly instanceType: string;
	readonly by: DemoPrincipal;
	/** How many instances. */
	readonly count: number;
	readonly template?: DemoTemplateVersion;
	readonly group?: string;
	readonly error?: {readonly code: string; readonly message: string};
};

export type DemoPrincipal = {
	readonly role: string;
	readonly session: string;
	/** The AWS service that called on the role's behalf; a person's address otherwise. */
	readonly service?: string;
};

/** What launches instances in a Region, beside people. */
export type DemoLaunches = {
	readonly groups: readonly DemoGroup[];
	readonly configurations: readonly DemoLaunchConfiguration[];
	readonly fleets: readonly DemoFleet[];
	readonly spotFleets: readonly DemoSpotFleet[];
	readonly spotRequests: readonly DemoSpotRequest[];
	/** From before the endpoint started; the newest first. */
	readonly events: readonly DemoLaunchEvent[];
	/** Instances that AWS services manage and that are hidden while the account doesn't make them visible. */
	readonly hiddenInstances: readonly DemoInstance[];
	readonly visibility: 'hidden' | 'visible';
};

/** A Region in which nothing launches by itself. */
export const noLaunches: DemoLaunches = {
	groups: [],
	configurations: [],
	fleets: [],
	spotFleets: [],
	spotRequests: [],
	events: [],
	hiddenInstances: [],
	visibility: 'hidden',
};
