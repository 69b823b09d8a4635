import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readAccountsFile} from '../../../source/operations/organization/accounts/accounts-file.ts';

test("reads Cloud Custodian's accounts.yml", () => {
	const {accounts, errors, warnings} = readAccountsFile(`
accounts:
- account_id: '111122223333'
  name: prod
  email: prod@example.com
  role: arn:aws:iam::111122223333:role/CloudCustodian
  external_id: tell-nobody
  regions: [us-east-1, eu-west-1]
  tags:
  - type:prod
  vars:
    charge_code: xyz
- account_id: 012345678901
  name: unquoted, with a leading zero
  role: [hub, arn:aws:iam::012345678901:role/Reader]
- account_id: "444455556666"
  profile: sandbox
  regions: all
- account_id: "777788889999"
  regions: []
`);
	assert.deepEqual([errors, warnings], [[], []]);
	assert.deepEqual(
		accounts.map(({account, name, entry}) => [account, name, entry]),
		[
			[
				'111122223333',
				'prod',
				{
					roles: ['arn:aws:iam::111122223333:role/CloudCustodian'],
					externalId: 'tell-nobody',
					regions: ['us-east-1', 'eu-west-1'],
					tags: ['type:prod'],
				},
			],
			['012345678901', 'unquoted, with a leading zero', {roles: ['hub', 'arn:aws:iam::012345678901:role/Reader']}],
			['444455556666', undefined, {profile: 'sandbox'}],
			['777788889999', undefined, {}],
		],
	);
});

const json = {accounts: [{account_id: '111122223333', name: 'a', role: 'reader'}]};

for (const [what, text] of Object.entries({
	'JSON of the same shape': JSON.stringify(json),
	'JSON in lines, with tabs': JSON.stringify(json, undefined, '\t'),
	'a bare list': JSON.stringify(json.accounts, undefined, 2),
	'what the AWS CLI prints': JSON.stringify({Accounts: [{Id: '111122223333', Name: 'a', Status: 'ACTIVE'}]}),
	'a byte order mark': `\u{FEFF}${JSON.stringify(json)}`,
})) {
	test(`reads ${what}`, () => {
		const {accounts, errors, warnings} = readAccountsFile(text);
		assert.deepEqual([errors, warnings], [[], []]);
		assert.deepEqual(
			accounts.map(({account, name}) => [account, name]),
			[['111122223333', 'a']],
		);
	});
}

test('names all mistakes at once, each with its path and line', () => {
	const {accounts, errors} = readAccountsFile(`accounts:
- account_id: 12345678901
- account_id: '1111-2222-3333'
- name: nobody
- account_id: '111122223333'
  role: {name: reader}
  regions: [us-east]
- just text
- account_id: '4444555566667777'
`);
	assert.deepEqual(
		accounts.map(({account}) => account),
		['111122223333'],
	);
	assert.deepEqual(errors, [
		'accounts[0].account_id, line 2: "12345678901" has 11 digits; an account ID has 12 (lost a leading zero? put it in quotes)',
		'accounts[1].account_id, line 3: "1111-2222-3333" is not an account ID, which has 12 digits',
		'accounts[2], line 4: it has no account_id',
		'accounts[3].role, line 6: it is not a list of texts',
		'accounts[3].regions, line 7: "us-east" is not the name of a Region',
		'accounts[4], line 8: it is no account (a mapping with account_id)',
		'accounts[5].account_id, line 9: "4444555566667777" has 16 digits; an account ID has 12',
	]);
});

for (const [text, error] of [
	['accounts: []', 'the list of accounts is empty'],
	['acounts:\n- account_id: 1', 'there is no "accounts" in it, but "acounts"'],
	['accounts: 5', '"accounts", line 1 is no list of accounts'],
	['', 'the file is no list of accounts'],
	['accounts: [', 'line 1'],
] as const) {
	test(`refuses ${JSON.stringify(text)}`, () => {
		const {errors} = readAccountsFile(text);
		assert.ok(
			errors.some((one) => one.includes(error)),
			errors.join('\n'),
		);
	});
}

test('an account that is there twice counts once, and a slip of a key is told', () => {
	const {accounts, errors, warnings} = readAccountsFile(`accounts:
- {account_id: '111122223333', role: first}
- {account_id: '111122223333', role: second}
- {account_id: '444455556666', externalid: x, owner: somebody}
`);
	assert.deepEqual(errors, []);
	assert.deepEqual(accounts[0]?.entry.roles, ['first']);
	assert.deepEqual(warnings, [
		'accounts[1], line 3: account 111122223333 is there twice; what accounts[0], line 2 says of it counts',
		'accounts[2].externalid, line 4: it is not read; did you mean external_id?',
	]);
});

test('no text of a file can move the cursor', () => {
	const {accounts, errors} = readAccountsFile(
		'accounts:\n- account_id: "111122223333"\n  name: "a\\e[2Jb"\n- account_id: "\\e[2J"\n',
	);
	assert.equal(accounts[0]?.name, String.raw`a\u{1b}[2Jb`);
	assert.ok(errors.every((error) => !error.includes('\u{1B}')));
});

test('reads what anchors, aliases and merged mappings stand for', () => {
	const {accounts, errors, warnings} = readAccountsFile(`
vars: &usual {role: reader, regions: &everywhere [us-east-1, eu-west-1]}
accounts:
- {account_id: "111122223333", regions: *everywhere}
- &second {<<: *usual, account_id: "444455556666", regions: [us-west-2]}
- {<<: [*second, *usual], account_id: "777788889999", name: third}
- &loop {account_id: "123456789012", <<: *loop}
`);
	assert.deepEqual([errors, warnings], [[], []]);
	assert.deepEqual(
		accounts.map(({account, entry}) => [account, entry]),
		[
			['111122223333', {regions: ['us-east-1', 'eu-west-1']}],
			['444455556666', {roles: ['reader'], regions: ['us-west-2']}],
			['777788889999', {roles: ['reader'], regions: ['us-west-2']}],
			['123456789012', {}],
		],
	);
});

test('what is wrong with the YAML is said in words of this program', () => {
	const errorsOf = (text: string) => readAccountsFile(text).errors;
	assert.equal(errorsOf(`accounts: ${'['.repeat(20_000)}${']'.repeat(20_000)}`).length, 1);
	assert.match(errorsOf(`accounts: ${'['.repeat(20_000)}${']'.repeat(20_000)}`)[0] ?? '', /nest too deeply here/);
	assert.deepEqual(errorsOf('accounts:\n- account_id: "111122223333"\n---\naccounts: []\n'), [
		'line 3, column 1: another document begins here; a file of accounts is one',
	]);
});
