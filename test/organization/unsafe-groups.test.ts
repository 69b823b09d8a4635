import assert from 'node:assert/strict';
import {test} from 'node:test';
import {unsafeGroups} from '../../source/organization/unsafe-groups.ts';

test('cells that are unread for the same reason are told together, whatever account and Region it names', () => {
	const cell = (account: string, region: string) => ({
		account,
		region,
		why: `The role of ${account} can't be assumed in ${region}.`,
	});
	const regions = ['eu-west-1', 'us-east-1', 'us-east-2', 'us-west-2'];
	const accounts = ['111111111111', '222222222222', '333333333333', '444444444444'];
	assert.deepEqual(
		unsafeGroups([
			{account: '999999999999', region: 'us-east-1', why: 'It is older than a day.'},
			...accounts.flatMap((account) => regions.map((region) => cell(account, region))),
		]),
		[
			{
				count: 16,
				where: '111111111111, 222222222222, and 2 other accounts, in eu-west-1, us-east-1, and 2 other Regions',
				why: "for example, 111111111111 in eu-west-1: The role of 111111111111 can't be assumed in eu-west-1.",
			},
			{count: 1, where: '999999999999, in us-east-1', why: 'It is older than a day.'},
		],
	);
	assert.deepEqual(
		unsafeGroups(regions.map((region) => cell('111111111111', region))).map(({why}) => why),
		["The role of 111111111111 can't be assumed in each Region."],
	);
	assert.deepEqual(unsafeGroups([cell('111111111111', 'other')]), [
		{
			count: 1,
			where: '111111111111, in all other Regions',
			why: "The role of 111111111111 can't be assumed in other.",
		},
	]);
});
