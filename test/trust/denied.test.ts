/**
Each permission that a command makes use of, denied in turn over the real endpoint: the command prints what it can, names on stderr what it may not
ask, and ends as it says that it does. Nothing is missing without a word.
*/
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readActions, type ReadAction} from '../../source/aws/client/actions.ts';
import {startDemoServer} from '../../source/demo/server.ts';
import {makePlace} from '../commands/run.ts';

const region = ['--region', 'us-west-2'];

/** The headless commands that only read; `launches` and `watch` are worth nothing where something may be missing, and end with 1. */
const commands: Readonly<Record<string, {readonly args: readonly string[]; readonly spare: readonly ReadAction[]}>> = {
	scan: {
		args: ['scan', ...region, '--format', 'json'],
		// Managed instances that may not be asked for leave the exit code as it is.
		spare: ['ec2:GetManagedResourceVisibility', 'ec2:DescribeInstances'],
	},
	report: {
		args: ['scan', ...region, '--format', 'markdown'],
		// A report without reasons is one still, and says what it lacks.
		spare: [
			'ec2:GetManagedResourceVisibility',
			'ec2:DescribeInstances',
			'ec2:GetAllowedImagesSettings',
			'ec2:DescribeImages',
			'sts:GetCallerIdentity',
		],
	},
	launches: {args: ['launches', ...region, '--days', '1', '--format', 'json'], spare: []},
	watch: {args: ['watch', ...region, '--since', '1h', '--for', '1s', '--format', 'ndjson'], spare: []},
	forecast: {
		args: ['forecast', ...region, '--format', 'json'],
		spare: ['ec2:GetManagedResourceVisibility', 'ec2:DescribeInstances'],
	},
};

/** What can be done without, as the same is known from elsewhere: the Region is named, and a scan that isn't split by zone is one still. */
const dispensable: ReadonlySet<ReadAction> = new Set(['ec2:DescribeRegions', 'ec2:DescribeAvailabilityZones']);

/** Every action that a command was seen to use. */
const used = new Set<string>();

for (const [name, {args, spare}] of Object.entries(commands)) {
	test(`${name} names what is missing with each of its permissions denied in turn, and ends as it should`, async (t) => {
		const server = await startDemoServer({instances: 60, faults: []});
		t.after(async () => server.close());
		const {run} = await makePlace(t, server.url);
		const granted = await run(args);
		assert.equal(granted.exitCode, 0, granted.stderr);
		assert.doesNotMatch(granted.stderr, /not known:|may not/);
		const asked = new Set(server.requests.map(({service, action}) => `${service}:${action}`));
		const needed = readActions.filter((one) => asked.has(one));
		for (const action of needed) {
			used.add(action);
			const [, call = ''] = action.split(':', 2);
			server.faults[0] = {match: {action: call}, fault: {type: 'deny'}};
			const {exitCode, stdout, stderr} = await run(args);
			const isDispensable = dispensable.has(action);
			assert.equal(exitCode, isDispensable || spare.includes(action) ? 0 : 1, `without ${action}: ${stderr}`);
			assert.ok(isDispensable || stderr.includes(action), `without ${action} it is not named: ${stderr}`);
			if (name === 'report' && !isDispensable) {
				assert.match(stdout, /\*\*Not (?:known|covered): /, `without ${action} the report itself does not say so`);
			}

			if (name !== 'report' && isDispensable) {
				assert.equal(stdout, granted.stdout, `without ${action} something else is printed`);
			}
		}
	});
}

test('together these commands use every permission to read', () => {
	assert.deepEqual(
		readActions.filter((action) => !used.has(action)),
		[],
	);
});
