export type DemoInstance = {
	readonly id: string;
	readonly type: string;
	readonly launchedAt: string;
	/** Index into the Region's zones. */
	readonly zone: number;
	readonly state: InstanceStateName;
	/** Index into the Region's images. */
	readonly image: number;
	readonly tags: ReadonlyArray<readonly [key: string, value: string]>;
	/** The AWS service that manages the instance, where one does. */
	readonly operator?: string;
};

export const instanceStateCodes = {
	pending: 0,
	running: 16,
	'shutting-down': 32,
	terminated: 48,
	stopping: 64,
	stopped: 80,
} as const;
export type InstanceStateName = keyof typeof instanceStateCodes;
