/** Each parameter of a criterion as a condition: what it makes of an image, and why, in words. */
import type {ImageCriterion} from './criterion.ts';
import {ageWithin, daysSince, inDays, type Age} from './days.ts';
import {because, type Find, type Finding} from './finding.ts';
import type {ImageEvidence} from './image.ts';
import {isAccountId, isProviderAlias, type Parameter} from './limits.ts';
import {every, type Outcome} from './outcome.ts';
import {findScanResults} from './scan-result.ts';
import {listed, quoted} from './text.ts';
import {findWatermark} from './watermark.ts';
import {compileWildcards} from './wildcard.ts';
import {unknownParameters} from './words.ts';

export type Condition = {
	/** The parameter's name, also one that this tool does not know. */
	readonly parameter: string;
	/** The outcome alone, without the words: fast. */
	test(image: ImageEvidence): Outcome;
	explain(image: ImageEvidence): Finding;
};

/** Who asks, and when: own images and ages depend on it. */
export type EvaluationContext = {
	/** The 12 digits of the account whose settings these are. */
	readonly account: string;
	readonly now: Date;
};

/** The conditions of a criterion, all of which have to hold. */
export function compileConditions(criterion: ImageCriterion, context: EvaluationContext): readonly Condition[] {
	const now = context.now.getTime();
	const {
		ImageProviders: providers,
		MarketplaceProductCodes: codes,
		ImageNames: names,
		ImageWatermarks: filters,
		ScanResultCondition: scanLimits = {},
	} = criterion;
	const created = criterion.CreationDateCondition?.MaximumDaysSinceCreated;
	const deprecated = criterion.DeprecationTimeCondition?.MaximumDaysSinceDeprecated;
	return [
		isGiven(providers) && providerCondition(providers, context.account),
		isGiven(codes) && productCodeCondition(codes),
		isGiven(names) && nameCondition(names),
		created !== undefined && conditionOf('CreationDateCondition', (image) => creationFinding(image, created, now)),
		deprecated !== undefined &&
			conditionOf('DeprecationTimeCondition', (image) => deprecationFinding(image, deprecated, now)),
		isGiven(filters) && conditionOf('ImageWatermarks', findWatermark(filters, now)),
		...findScanResults(scanLimits, now).map((find) => conditionOf('ScanResultCondition', find)),
		...unknownParameters(criterion).map((name) => unknownCondition(name)),
	].filter((condition) => condition !== false);
}

/** EC2's protocol cannot tell an empty list from an absent one: neither is a condition. */
function isGiven<Value>(list: readonly Value[] | undefined): list is readonly Value[] {
	return list !== undefined && list.length > 0;
}

function conditionOf(parameter: Parameter, explain: Find): Condition {
	return {parameter, explain, test: (image) => explain(image).outcome};
}

/** The alias and the owner come together: an image with a known owner and no alias is neither Amazon's nor the Marketplace's. */
function providerCondition(providers: readonly string[], account: string): Condition {
	const accounts = new Set(providers.filter((provider) => isAccountId(provider)));
	const aliases = new Set<string>(providers.filter((provider) => isProviderAlias(provider)));
	const isNone = providers.includes('none') && accounts.size === 0 && aliases.size === 0;
	if (isNone) {
		accounts.add(account);
	}

	const list = listed(providers);

	const test = ({OwnerId: owner, ImageOwnerAlias: alias}: ImageEvidence): Outcome => {
		if ((owner !== undefined && accounts.has(owner)) || (alias !== undefined && aliases.has(alias))) {
			return 'met';
		}

		const isOwnerOpen = owner === undefined && accounts.size > 0;
		// In enabled mode AWS has put an account ID where the alias belongs: then the alias is not known.
		const isAliasOpen = aliases.size > 0 && (alias === undefined ? owner === undefined : isAccountId(alias));
		return isOwnerOpen || isAliasOpen ? 'unknown' : 'not met';
	};

	return {
		parameter: 'ImageProviders',
		test,
		explain(image) {
			const outcome = test(image);
			if (isNone) {
				return {outcome, words: outcome === 'met' ? 'an own image' : 'only own images are allowed (none)'};
			}

			if (outcome === 'met') {
				const isByAccount = image.OwnerId !== undefined && accounts.has(image.OwnerId);
				return {outcome, words: `provider is ${isByAccount ? image.OwnerId : providerOf(image)}`};
			}

			if (outcome === 'not met') {
				return {outcome, words: `provider ${providerOf(image)} is none of ${list}`};
			}

			return {
				outcome,
				words:
					image.OwnerId === undefined
						? `provider not known${because(image)}`
						: `whether provider ${image.OwnerId} is one of ${list} is not known: AWS gives an account ID for its alias`,
			};
		},
	};
}

/** How an image's provider is called: by its alias where it has one, else by its account ID. */
export function providerOf({OwnerId, ImageOwnerAlias}: ImageEvidence): string {
	return ImageOwnerAlias !== undefined && !isAccountId(ImageOwnerAlias) ? ImageOwnerAlias : (OwnerId ?? 'not known');
}

function productCodeCondition(codes: readonly string[]): Condition {
	const wanted = new Set(codes);
	return conditionOf('MarketplaceProductCodes', (image) => {
		const {ProductCodes: codesOfImage} = image;
		if (codesOfImage === undefined) {
			return {outcome: 'unknown', words: `product codes not known${because(image)}`};
		}

		const code = codesOfImage.find((code) => wanted.has(code));
		if (code !== undefined) {
			return {outcome: 'met', words: `product code is ${code}`};
		}

		return {
			outcome: 'not met',
			words:
				codesOfImage.length === 0
					? 'has no product code'
					: `product code ${codesOfImage.join(', ')} is none of ${listed(codes)}`,
		};
	});
}

function nameCondition(names: readonly string[]): Condition {
	const match = compileWildcards(names);
	const list = listed(names);
	return conditionOf('ImageNames', (image) => {
		if (image.Name === undefined) {
			return {outcome: 'unknown', words: `name not known${because(image)}`};
		}

		const found = match(image.Name);
		if (found === undefined) {
			return {outcome: 'not met', words: `name matches none of ${list}`};
		}

		return found.how === 'exactly'
			? {outcome: 'met', words: `name matches ${quoted(found.pattern)}`}
			: {
					outcome: 'unknown',
					words: `name matches ${quoted(found.pattern)} only if case is ignored; AWS does not say if it is`,
				};
	});
}

function creationFinding(image: ImageEvidence, limit: number, now: number): Finding {
	const age = ageWithin(image.CreationDate, limit, now);
	return {outcome: age.outcome, words: ageWords(age, limit) ?? `creation date not known${because(image)}`};
}

function ageWords({outcome, days}: Age, limit: number): string | undefined {
	if (days === undefined) {
		return undefined;
	}

	switch (outcome) {
		case 'met': {
			return `not older than ${inDays(limit)} (${Math.max(0, days)})`;
		}

		case 'not met': {
			return `older than ${inDays(limit)} (${days})`;
		}

		case 'unknown': {
			return `between ${limit} and ${inDays(limit + 1)} old, limit ${limit}; AWS does not say how it rounds`;
		}
	}
}

function deprecationFinding(image: ImageEvidence, limit: number, now: number): Finding {
	if (image.DeprecationTime === null) {
		return {outcome: 'met', words: 'not deprecated'};
	}

	const elapsed = daysSince(image.DeprecationTime, now);
	if (elapsed === undefined) {
		return {outcome: 'unknown', words: `deprecation not known${because(image)}`};
	}

	if (elapsed < 0) {
		return {outcome: 'met', words: 'not deprecated yet'};
	}

	if (limit === 0) {
		return {
			outcome: 'not met',
			words: `deprecated ${inDays(Math.floor(elapsed))} ago; none that is deprecated is allowed`,
		};
	}

	const {outcome} = ageWithin(image.DeprecationTime, limit, now);
	const since = `deprecated ${inDays(Math.floor(elapsed))} ago, limit ${limit}`;
	return {outcome, words: outcome === 'unknown' ? `${since}; AWS does not say how it rounds` : since};
}

function unknownCondition(parameter: string): Condition {
	return {
		parameter,
		test: () => 'unknown',
		explain: () => ({outcome: 'unknown', words: `${quoted(parameter)} is newer than this tool`}),
	};
}

/** The outcome of all conditions together. A criterion without any is unknown: AWS does not document what it allows. */
export function testAll(conditions: readonly Condition[], image: ImageEvidence): Outcome {
	return conditions.length === 0 ? 'unknown' : every(outcomes(conditions, image));
}

function* outcomes(conditions: readonly Condition[], image: ImageEvidence): Iterable<Outcome> {
	for (const {test} of conditions) {
		yield test(image);
	}
}
