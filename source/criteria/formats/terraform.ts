import type {ImageCriteria, ImageCriterion} from '../criterion.ts';
import {numbered, obstaclesOf, refuse, spellCriterion, type Exported} from './exported.ts';

export type TerraformOptions = {
	/** The resource's `region`; the provider's own if left out. */
	readonly region?: string;
	/** Default `audit-mode`: enforcing is a decision of its own. */
	readonly state?: 'audit-mode' | 'enabled';
	/** The resource's name in Terraform. Default `this`. */
	readonly resourceName?: string;
};

/**
Criteria as a Terraform resource `aws_ec2_allowed_images_settings`. Refuses what the provider refuses: watermarks, scan results, names with spaces,
and an empty list.

@throws ProblemError of kind `invalid-criteria`.
@see https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/ec2_allowed_images_settings
*/
export function toTerraform(criteria: ImageCriteria, options: TerraformOptions = {}): Exported {
	refuse('Terraform', [
		...numbered(criteria).flatMap(({criterion, index}) => obstaclesOf(criterion, index, 'terraform')),
		...(criteria.length === 0 ? ['an empty list has no counterpart (write "none" for own images only)'] : []),
	]);

	const {region, state = 'audit-mode', resourceName = 'this'} = options;
	const lines = [
		`resource "aws_ec2_allowed_images_settings" ${quoteForTerraform(resourceName)} {`,
		...attributes([
			['region', region === undefined ? undefined : quoteForTerraform(region)],
			['state', quoteForTerraform(state)],
		]),
		...criteria.flatMap((criterion) => ['', ...indent(criterionBlock(criterion))]),
		'}',
	];
	return {text: `${lines.join('\n')}\n`, dropped: []};
}

function criterionBlock(criterion: ImageCriterion): readonly string[] {
	const spelled = spellCriterion(criterion, 'terraform');
	const lists = attributes(
		spelled
			.filter((one) => one.type === 'list')
			.map(({name, values}) => [name, `[${values.map((value) => quoteForTerraform(value)).join(', ')}]`]),
	);
	const blocks = spelled
		.filter((one) => one.type === 'limit')
		.map(({name, limit, days}) => [`  ${name} {`, `    ${limit} = ${days}`, '  }']);
	const body = [lists, ...blocks].filter((part) => part.length > 0);
	return ['image_criterion {', ...body.flatMap((part, position) => (position === 0 ? part : ['', ...part])), '}'];
}

/** Lined up on the equals sign, as `terraform fmt` does. */
function attributes(pairs: ReadonlyArray<readonly [string, string | undefined]>): readonly string[] {
	const set = pairs.filter(([, value]) => value !== undefined);
	const width = Math.max(...set.map(([name]) => name.length));
	return set.map(([name, value]) => `  ${name.padEnd(width)} = ${value}`);
}

/** A string of the HCL language, where `${` and `%{` would begin a template. */
export function quoteForTerraform(text: string): string {
	return JSON.stringify(text).replaceAll(/[$%](?=\{)/g, '$&$&');
}

function indent(lines: readonly string[]): readonly string[] {
	return lines.map((line) => (line === '' ? '' : `  ${line}`));
}
