import type {ImageEvidence} from '../criteria/evaluation/image.ts';
import type {Problem} from '../problem.ts';

/**
One instance of a scan: `InstanceImageMetadata` with times as ISO 8601 strings and text that is safe to print.
@see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_InstanceImageMetadata.html
*/
export type Instance = {
	/** 12 digits; only where instances of several accounts are written side by side. */
	readonly Account?: string;
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
	/** The AWS service that manages it. */
	readonly Operator?: Readonly<Record<string, unknown>>;
	/** Present where AWS gave no verdict, and `ImageAllowed` is this tool's own. */
	readonly VerdictBy?: 'allowed-amis';
	/** Present only where making the text safe changed it: the instance to the letter, for export alone. */
	readonly original?: unknown;
};

/** The AWS service that manages an instance: `eks.amazonaws.com`; empty where none does. */
export function operatorName(operator: Instance['Operator']): string {
	const principal = operator?.Principal;
	return operator?.Managed === true ? (typeof principal === 'string' ? principal : 'an AWS service') : '';
}

/** The `Name` tag, and which AWS service manages it: `web-1`, `node-7 (eks.amazonaws.com)`. */
export function nameOf(instance: Instance): string {
	const name = instance.Tags?.find(({Key}) => Key === 'Name')?.Value ?? '';
	const operator = operatorName(instance.Operator);
	return operator === '' ? name : `${name} (${operator})`.trimStart();
}

/** A piece of a scan as it comes in: rows of one page, or what became of an Availability Zone. */
export type ScanEvent =
	| {readonly type: 'zones'; readonly region: string; readonly zones: readonly string[]}
	| {
			readonly type: 'page';
			readonly region: string;
			readonly zone: string;
			readonly page: number;
			/** An `InstanceBatch` is added faster than an array. */
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
