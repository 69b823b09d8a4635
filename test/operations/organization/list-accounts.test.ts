import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readAccountsFile} from '../../../source/operations/organization/accounts/accounts-file.ts';
import {listAccounts} from '../../../source/operations/organization/accounts/list-accounts.ts';
import type {Member} from '../../../source/operations/organization/accounts/account.ts';

const path = [{id: 'ou-ab12-34cd56ef', name: 'Workloads'}];
const one: Member = {account: '111122223333', state: 'ACTIVE', path};
const two: Member = {account: '444455556666', state: 'ACTIVE', path};

async function listed(members: readonly Member[], ...named: readonly Member[]) {
	return listAccounts(
		{members: async () => ({members, notes: []})},
		{
			unit: 'ou-ab12-34cd56ef',
			file: readAccountsFile(JSON.stringify(named.map(({account}) => ({account_id: account})))),
		},
		new AbortController().signal,
	);
}

test('of a unit without accounts none is visited, whatever a file names', async () => {
	const {visits, leftOut} = await listed([], one);
	assert.deepEqual([visits, leftOut.map(({account}) => account)], [[], ['111122223333']]);
});

test('accounts of which a file names a part of the unit have no place in it that a policy could be attached to', async () => {
	const placesOf = async (...named: readonly Member[]) => {
		const {visits} = await listed([one, two], ...named);
		return visits.map((visit) => visit.path);
	};

	assert.deepEqual(await placesOf(one), [undefined]);
	assert.deepEqual(await placesOf(one, two), [path, path]);
	// Nothing can be launched in one that is suspended.
	const {visits} = await listed([one, {...two, state: 'SUSPENDED'}], one);
	assert.deepEqual(visits[0]?.path, path);
});
