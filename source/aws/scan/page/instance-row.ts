import {rowFlags} from '../../../inventory/columns/column-parts.ts';
import {absent} from '../../../inventory/columns/dictionary.ts';
import type {InstanceColumns} from '../../../inventory/columns/instance-columns.ts';
import type {Instance} from '../../../inventory/instance.ts';

/**
An instance while it is read: what its row will be, in the codes of the columns that it is going to. Only one at a time, so that reading
makes no objects.
*/
export class InstanceRow {
	/** Whether it has to be read by the SDK, since something in it has to be made safe. */
	isOdd = false;
	/** Where its ID is, in the bytes that are read. */
	idStart = 0;
	idEnd = 0;
	launched = NaN;
	type = absent;
	zone = absent;
	zoneId = absent;
	owner = absent;
	operator = absent;
	/** The index of its image, once it is known. */
	image = -1;
	stateName = absent;
	state: Instance['State'];
	hasTags = false;
	/** The code of the `Name` tag's value. */
	name = absent;
	/** Keys and values; the first `tagCount` are of this instance. */
	readonly tags: number[] = [];
	tagCount = 0;

	reset(): void {
		this.isOdd = false;
		this.launched = NaN;
		this.type = absent;
		this.zone = absent;
		this.zoneId = absent;
		this.owner = absent;
		this.operator = absent;
		this.image = -1;
		this.stateName = absent;
		this.state = undefined;
		this.hasTags = false;
		this.name = absent;
		this.tagCount = 0;
	}

	addTag(key: number, value: number): void {
		this.tags[this.tagCount] = key;
		this.tags[this.tagCount + 1] = value;
		this.tagCount += 2;
	}

	/** Adds the row. `bytes`: those that its ID is in. `region`: the code of its Region, and `name` that of it. */
	appendTo(
		{parts, images}: InstanceColumns,
		bytes: Uint8Array,
		region: {readonly code: number; readonly name: string},
	): void {
		const {ids, numbers, launched, tags} = parts;
		const {state} = this;
		const isTerminated = state?.Name === 'terminated';
		// Instances without metadata share an entry, too.
		const image = this.image === -1 ? images.intern(region.name, undefined) : this.image;
		ids.push(bytes, this.idStart, this.idEnd);
		numbers.region.push(region.code);
		numbers.zone.push(this.zone);
		numbers.zoneId.push(this.zoneId);
		numbers.type.push(this.type);
		numbers.state.push(this.stateName);
		numbers.owner.push(this.owner);
		numbers.operator.push(this.operator);
		numbers.rest.push(absent);
		numbers.image.push(image);
		numbers.stateCode.push(state?.Code ?? 0);
		numbers.name.push(this.name);
		launched.push(this.launched);
		for (let index = 0; index < this.tagCount; index++) {
			tags.push(this.tags[index] ?? absent);
		}

		numbers.tagEnd.push(tags.length);
		numbers.flags.push(
			(isTerminated ? rowFlags.terminated : 0) |
				(this.hasTags ? rowFlags.hasTags : 0) |
				(state === undefined ? 0 : rowFlags.hasState) |
				(state?.Code === undefined ? 0 : rowFlags.hasStateCode),
		);
		images.count(image, isTerminated ? 'terminated' : 'instances', 1);
	}
}
