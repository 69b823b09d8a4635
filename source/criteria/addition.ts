/** A single thing that can be added to a criterion so that it allows more. */
import type {ImageCriterion} from './criterion.ts';
import {daysSince, inDays} from './days.ts';
import type {ImageEvidence} from './image.ts';
import {isProviderAlias} from './limits.ts';
import {generaliseName} from './name-pattern.ts';
import {listed} from './text.ts';

export type Addition =
	| {readonly type: 'provider'; readonly value: string}
	| {readonly type: 'names'; readonly values: readonly string[]}
	| {readonly type: 'product code'; readonly value: string}
	| {readonly type: 'age'; readonly days: number}
	| {readonly type: 'deprecation'; readonly days: number};

/** What the limits are relaxed to, in days: steps that a person would choose. */
const steps = [30, 60, 90, 120, 180, 270, 365, 540, 730, 1095, 1460, 1825, 2555, 3650];

/** What would make an image meet the condition that it fails; `undefined` if nothing one would suggest. */
export function additionFor(parameter: string, image: ImageEvidence, now: Date): Addition | undefined {
	switch (parameter) {
		case 'ImageProviders': {
			const value = trustedAs(image);
			return value === undefined ? undefined : {type: 'provider', value};
		}

		case 'ImageNames': {
			const pattern = image.Name === undefined ? undefined : generaliseName(image.Name);
			return pattern === undefined ? undefined : {type: 'names', values: [pattern]};
		}

		case 'MarketplaceProductCodes': {
			const code = image.ProductCodes?.[0];
			return code === undefined ? undefined : {type: 'product code', value: code};
		}

		case 'CreationDateCondition': {
			const days = step(image.CreationDate, now);
			return days === undefined ? undefined : {type: 'age', days};
		}

		case 'DeprecationTimeCondition': {
			const days = step(image.DeprecationTime ?? undefined, now);
			return days === undefined ? undefined : {type: 'deprecation', days};
		}

		default: {
			// Watermarks and scan results are somebody's word on the image itself; there is nothing to add that would be true.
			return undefined;
		}
	}
}

/** The value of `ImageProviders` that stands for the image's provider: its alias where it has one, else its owner. */
export function trustedAs({ImageOwnerAlias: alias, OwnerId: owner}: ImageEvidence): string | undefined {
	return alias !== undefined && isProviderAlias(alias) ? alias : owner;
}

/** The criterion with the addition made. */
export function add(criterion: ImageCriterion, addition: Addition): ImageCriterion {
	switch (addition.type) {
		case 'provider': {
			return {...criterion, ImageProviders: [...(criterion.ImageProviders ?? []), addition.value]};
		}

		case 'names': {
			return {...criterion, ImageNames: [...(criterion.ImageNames ?? []), ...addition.values]};
		}

		case 'product code': {
			return {
				...criterion,
				MarketplaceProductCodes: [...(criterion.MarketplaceProductCodes ?? []), addition.value],
			};
		}

		case 'age': {
			return {
				...criterion,
				CreationDateCondition: {...criterion.CreationDateCondition, MaximumDaysSinceCreated: addition.days},
			};
		}

		case 'deprecation': {
			return {
				...criterion,
				DeprecationTimeCondition: {...criterion.DeprecationTimeCondition, MaximumDaysSinceDeprecated: addition.days},
			};
		}
	}
}

/** "provider 444455556666", "name debian-13-*", "age up to 365 days". */
export function additionInWords(addition: Addition): string {
	switch (addition.type) {
		case 'provider': {
			return `provider ${addition.value}`;
		}

		case 'names': {
			return `${addition.values.length === 1 ? 'name' : 'names'} ${listed(addition.values, 2)}`;
		}

		case 'product code': {
			return `product code ${addition.value}`;
		}

		case 'age': {
			return `age up to ${inDays(addition.days)}`;
		}

		case 'deprecation': {
			return `deprecated up to ${inDays(addition.days)}`;
		}
	}
}

function step(time: string | undefined, now: Date): number | undefined {
	const days = daysSince(time, now.getTime());
	return days === undefined ? undefined : (steps.find((limit) => limit >= days) ?? Math.ceil(days / 365) * 365);
}
