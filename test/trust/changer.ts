/**
A process of its own for the crash tests: `changer.ts ENDPOINT STATE_DIRECTORY CHANGE KILL_AT` carries one change out with the real cloud and the
real history, and kills itself with SIGKILL where KILL_AT says: at the beginning of a stage, or once the answer is here and not yet recorded.
*/
import process from 'node:process';
import {createCloud} from '../../source/aws/cloud.ts';
import {exampleCriteria} from '../../source/criteria/example.ts';
import {demoCredentials} from '../../source/demo/server.ts';
import {openStores} from '../../source/storage/stores.ts';
import {carryOut, type Change} from '../../source/operations/change/change.ts';
import type {Enforcement} from '../../source/operations/change/enforcement.ts';
import type {ChangeKind, Ledger} from '../../source/operations/ports.ts';

const [endpointUrl, directory, kind, killAt] = process.argv.slice(2);
const region = 'us-east-1';
const {signal} = new AbortController();
const cloud = createCloud({
	endpointUrl,
	credentials: demoCredentials,
	waiting: {first: 0.02, longest: 0.05, inAll: 30},
});
const stores = openStores({demo: false, env: {XDG_STATE_HOME: directory, XDG_CONFIG_HOME: directory}});

function die(at: string): void {
	if (at === killAt) {
		process.kill(process.pid, 'SIGKILL');
	}
}

const ledger: Ledger = {
	...stores.ledger,
	async complete(id, outcome) {
		die('answered');
		await stores.ledger.complete(id, outcome);
	},
};

const expected = await cloud.settings(region, signal);
// A person's typed confirmation, which no test of a crash can do without a terminal.
const proof: object = {region, settings: expected};
const changes: Record<ChangeKind, Change> = {
	'audit-mode': {kind: 'audit-mode', region, expected},
	disabled: {kind: 'disabled', region, expected},
	criteria: {kind: 'criteria', region, expected, criteria: exampleCriteria},
	enabled: {kind: 'enabled', enforcement: proof as Enforcement},
};
const change = changes[kind as ChangeKind];
const identity = await cloud.identity(signal);
console.log('ready');
const result = await carryOut(change, {cloud, ledger, identity}, signal, (stage) => {
	die(stage);
});
console.log(result.type);
cloud.close();
