import type {ImageCriteria, ImageCriterion} from '../criterion.ts';
import {commonObstacles, given, isNone, numbered, refuse, type Exported} from './exported.ts';
import {providerToPolicy, stateToPolicy} from './policy-names.ts';

export type PolicyOptions = {
	/** Default `audit-mode`: attaching a policy that enforces is a decision of its own. */
	readonly state?: 'disabled' | 'audit-mode' | 'enabled';
	/** What people read when the policy refuses their call. */
	readonly exceptionMessage?: string;
};

/**
Criteria as a declarative policy of AWS Organizations.

Every value is set with `@@assign`, so the policy says what these criteria say, whatever it inherits. `none` has no syntax: a criterion of it
allows only own images, which are allowed anyway, and is left out beside others, with a word. All other things without a syntax are refused.

@throws ProblemError of kind `invalid-criteria`.
@see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_declarative_syntax.html
*/
export function toDeclarativePolicy(criteria: ImageCriteria, options: PolicyOptions = {}): Exported {
	const own = numbered(criteria).filter(({criterion}) => isNone(criterion));
	const carried = numbered(criteria).filter(({criterion}) => !isNone(criterion));
	refuse('A declarative policy', [
		...carried.flatMap(({criterion, index}) => commonObstacles(criterion, index)),
		...(carried.length === 0 ? ['it has no way to say "own images only" (none, or an empty list)'] : []),
	]);

	const policy = {
		ec2_attributes: {
			...(options.exceptionMessage !== undefined && {exception_message: assign(options.exceptionMessage)}),
			allowed_images_settings: {
				state: assign(stateToPolicy(options.state ?? 'audit-mode')),
				image_criteria: Object.fromEntries(
					carried.map(({criterion}, position) => [`criteria_${position + 1}`, policyCriterion(criterion)]),
				),
			},
		},
	};
	return {
		text: `${JSON.stringify(policy, undefined, '\t')}\n`,
		dropped: own.map(
			({index}) =>
				`ImageCriteria[${index}] ("none") is left out: own images are allowed anyway, and policies have no word for it`,
		),
	};
}

function policyCriterion(criterion: ImageCriterion): Readonly<Record<string, unknown>> {
	const providers = given(criterion.ImageProviders);
	const names = given(criterion.ImageNames);
	const codes = given(criterion.MarketplaceProductCodes);
	const created = criterion.CreationDateCondition?.MaximumDaysSinceCreated;
	const deprecated = criterion.DeprecationTimeCondition?.MaximumDaysSinceDeprecated;
	return {
		...(providers && {allowed_image_providers: assign(providers.map((provider) => providerToPolicy(provider)))}),
		...(names && {image_names: assign(names)}),
		...(codes && {marketplace_product_codes: assign(codes)}),
		// Numbers are written as text in declarative policies.
		...(created !== undefined && {creation_date_condition: {maximum_days_since_created: assign(String(created))}}),
		...(deprecated !== undefined && {
			deprecation_time_condition: {maximum_days_since_deprecated: assign(String(deprecated))},
		}),
	};
}

function assign<Value>(value: Value): {readonly '@@assign': Value} {
	return {'@@assign': value};
}
