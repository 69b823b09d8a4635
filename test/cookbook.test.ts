/** The cookbook: every recipe is valid as it stands, and every image below it is judged as it says. */
import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import test from 'node:test';
import {readCriteria} from '../source/criteria/validation/check.ts';
import {compileCriteria} from '../source/criteria/evaluation/evaluate.ts';
import type {ImageEvidence} from '../source/criteria/evaluation/image.ts';

const account = '123456789012';
const now = new Date('2026-11-25T12:00:00Z');
const daysAgo = (days: string | undefined) => new Date(now.getTime() - Number(days) * 86_400_000).toISOString();

const example =
	/^- (?<verdict>allowed|not allowed): `(?<name>[^`]+)` by `(?<owner>\d{12})`(?: \((?<alias>[-a-z]+)\))?, (?<age>\d+) days old(?:, deprecated (?<deprecated>\d+) days ago)?(?:, product `(?<product>\w+)`)?$/;

function imageOf({
	name = '',
	owner = '',
	alias,
	age,
	deprecated,
	product,
}: Readonly<Record<string, string>>): ImageEvidence {
	return {
		ImageId: 'ami-0123456789abcdef0',
		Name: name,
		OwnerId: owner,
		...(alias !== undefined && {ImageOwnerAlias: alias}),
		CreationDate: daysAgo(age),

		DeprecationTime: deprecated === undefined ? null : daysAgo(deprecated),
		ProductCodes: product === undefined ? [] : [product],
	};
}

const text = await fs.readFile(new URL('../documentation/cookbook.md', import.meta.url), 'utf8');
const recipes = text.split(/^## /m).slice(1);
test('the cookbook is found', () => {
	assert.ok(recipes.length > 5);
});

for (const recipe of recipes) {
	const title = recipe.split('\n', 1)[0] ?? '';
	test(title, () => {
		const {criteria, errors, warnings} = readCriteria(/^```json\n([\s\S]*?)^```$/m.exec(recipe)?.[1] ?? '');
		assert.deepEqual(errors, []);
		assert.equal(
			warnings.length > 0,
			recipe.includes('`validate` warns'),
			'the recipe tells of a warning where there is one',
		);
		assert.ok(criteria);
		const lines = recipe.split('\n').filter((line) => line.startsWith('- '));
		assert.ok(lines.length > 0);
		for (const line of lines) {
			const groups = example.exec(line)?.groups;
			assert.ok(groups, `not an example: ${line}`);
			assert.equal(
				compileCriteria(criteria, {account, now}).verdict(imageOf(groups)),
				groups.verdict?.replace(' ', '-'),
				line,
			);
		}
	});
}
