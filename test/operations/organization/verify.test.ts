import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createOrganizationCloud} from '../../../source/aws/organization/organization-cloud.ts';
import {demoCredentials} from '../../../source/demo/server.ts';
import {listAccounts} from '../../../source/operations/organization/accounts/list-accounts.ts';
import {verifyPolicy} from '../../../source/operations/organization/policy/verify.ts';
import {readRows} from '../../../source/operations/organization/rows.ts';
import {scanOrganization} from '../../../source/operations/organization/scan/scan.ts';
import {collect, impatient} from '../../aws/cloud-for.ts';
import {serve} from '../../demo/endpoint.ts';
import {StoreInMemory} from './store-in-memory.ts';

test('Regions of an account that nobody knows the name of are not read, whatever the others report', async (t) => {
	const server = await serve(t, {instances: 60, accounts: 4});
	const cloud = createOrganizationCloud({...impatient, endpointUrl: server.url, credentials: demoCredentials});
	t.after(() => {
		cloud.close();
	});
	const store = new StoreInMemory();
	const {signal} = new AbortController();
	server.faults.push({
		match: {account: '111122223333', action: 'DescribeRegions'},
		fault: {type: 'error', code: 'UnauthorizedOperation', message: 'No.', status: 403},
	});
	const {summary} = await scanOrganization(
		{
			accounts: await listAccounts(cloud, {}, signal),
			role: 'reader',
			regions: [],
			concurrency: 8,
			force: false,
			withInstances: false,
			demo: true,
		},
		{cloud, store, now: () => new Date(), progress: () => undefined},
		signal,
	);
	const planned: number[] = [];
	const results = await verifyPolicy(
		cloud,
		{summary, role: 'reader', entries: new Map(), claim: {state: 'audit-mode'}, concurrency: 8},
		{
			signal,
			progress(_, all) {
				planned.push(all);
			},
		},
	);
	const rows = await collect(readRows(store));
	assert.deepEqual(
		results.map(({record, region}) => `${record.Account} ${region}`),
		rows.map(({record, region}) => `${record.Account} ${region}`),
		'the places that org status has',
	);
	assert.equal(planned.at(-1), results.length);
	const other = results.find(({region}) => region === 'other');
	assert.deepEqual(
		[other?.record.Account, other?.verdict, other?.verdict === 'not read' && other.problem.what],
		['111122223333', 'not read', 'Which other Regions this account has is not known.'],
	);
});
