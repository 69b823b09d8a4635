import type {ImageEvidence} from '../criteria/image.ts';
import type {Problem} from '../problem.ts';

/**
One instance of a scan: `InstanceImageMetadata` with times as ISO 8601 strings and text that is safe to print.
@see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_InstanceImageMetadata.html
*/
export type Instance = {
	readonly Region: string;
	readonly InstanceId: string;
	readonly InstanceType?: string;
	readonly LaunchTime?: string;
	readonly AvailabilityZone?: string;
	readonly ZoneId?: string;
	/** `pending`, `running`, `stopping`, `stopped`, `shutting-down`, `terminated`. */
	readonly State?: {readonly Code?: number; readonly Name?: string};
	readonly OwnerId?: string;
	readonly Tags?: ReadonlyArray<{readonly Key: string; readonly Value: string}>;
	readonly ImageMetadata?: ImageEvidence;
	readonly Operator?: Readonly<Record<string, unknown>>;
	/** Present only where making the text safe changed it: the instance to the letter, for export alone. */
	readonly original?: unknown;
};

/** A piece of a scan as it comes in: rows of one page, or what became of an Availability Zone. */
export type ScanEvent =
	| {readonly type: 'zones'; readonly region: string; readonly zones: readonly string[]}
	| {
			readonly type: 'page';
			readonly region: string;
			readonly zone: string;
			readonly page: number;
			/** An `InstanceBatch` is taken in faster than an array. */
			readonly instances: Iterable<Instance> & {readonly length: number};
	  }
	| {
			readonly type: 'waiting';
			readonly region: string;
			readonly zone: string;
			readonly seconds: number;
			readonly reason: 'throttled' | 'unreachable' | 'service';
	  }
	| {readonly type: 'zone-done'; readonly region: string; readonly zone: string}
	| {readonly type: 'zone-failed'; readonly region: string; readonly zone: string; readonly problem: Problem};
