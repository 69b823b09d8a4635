import type {ImageCriterion} from '../../criteria/criterion.ts';
import type {AllowedImagesSettings} from '../../criteria/settings.ts';

type Members = Readonly<Record<string, unknown>>;

/** What declarative policies make of an account's settings, and what whoever tries to change them reads. */
export type Effective = {readonly settings: AllowedImagesSettings; readonly exceptionMessage?: string};

/**
What the policies on an account's way from the root down say together of its settings: a unit below may say otherwise than the one above.
Nothing where none of them says anything of Allowed AMIs. Written straight from the user guide, apart from what this tool makes of policies.
@see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_inheritance_mgmt.html
*/
export function effectivePolicy(contents: readonly string[]): Effective | undefined {
	const merged = contents.reduce<Members>((above, text) => merge(above, JSON.parse(text) as Members), {});
	const attributes = membersOf(merged.ec2_attributes);
	const allowed = membersOf(attributes.allowed_images_settings);
	const {state} = allowed;
	const {exception_message: message} = attributes;
	if (typeof state !== 'string') {
		return undefined;
	}

	return {
		settings: {
			State: state.replaceAll('_', '-'),
			ManagedBy: 'declarative-policy',
			ImageCriteria: Object.entries(membersOf(allowed.image_criteria))
				.toSorted(([left], [right]) => left.localeCompare(right, 'en', {numeric: true}))
				.map(([, criterion]) => criterionOf(membersOf(criterion))),
		},
		...(typeof message === 'string' && {exceptionMessage: message}),
	};
}

/** Values with their operators resolved: `@@assign` takes the place of what is above, `@@append` and `@@remove` change it. */
function merge(above: Members, below: Members): Members {
	const merged: Record<string, unknown> = {...above};
	for (const [name, value] of Object.entries(below)) {
		merged[name] = mergeValue(above[name], value);
	}

	return merged;
}

function mergeValue(above: unknown, value: unknown): unknown {
	const members = membersOf(value);
	const operators = Object.keys(members).filter((name) => name.startsWith('@@'));
	return operators.length === 0
		? merge(membersOf(above), members)
		: operators.reduce((result, operator) => applied(result, operator, members[operator]), above);
}

function applied(value: unknown, operator: string, operand: unknown): unknown {
	switch (operator) {
		case '@@assign': {
			return operand;
		}

		case '@@append': {
			return [...new Set([...listOf(value), ...listOf(operand)])];
		}

		case '@@remove': {
			const gone = new Set(listOf(operand));
			return listOf(value).filter((item) => !gone.has(item));
		}

		default: {
			return value;
		}
	}
}

function criterionOf(policy: Members): ImageCriterion {
	const providers = listOf(policy.allowed_image_providers).map((provider) => provider.replaceAll('_', '-'));
	const names = listOf(policy.image_names);
	const codes = listOf(policy.marketplace_product_codes);
	const created = membersOf(policy.creation_date_condition).maximum_days_since_created;
	const deprecated = membersOf(policy.deprecation_time_condition).maximum_days_since_deprecated;
	return {
		...(providers.length > 0 && {ImageProviders: providers}),
		...(codes.length > 0 && {MarketplaceProductCodes: codes}),
		...(names.length > 0 && {ImageNames: names}),
		...(created !== undefined && {CreationDateCondition: {MaximumDaysSinceCreated: Number(created)}}),
		...(deprecated !== undefined && {DeprecationTimeCondition: {MaximumDaysSinceDeprecated: Number(deprecated)}}),
	};
}

function membersOf(value: unknown): Members {
	return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : {};
}

function listOf(value: unknown): readonly string[] {
	return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
