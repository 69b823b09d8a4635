import {createCloud} from '../../source/aws/cloud.ts';
import type {CloudOptions} from '../../source/aws/cloud-options.ts';
import {demoCredentials, startDemoServer, type DemoServer, type DemoServerOptions} from '../../source/demo/server.ts';
import {ProblemError, type Problem} from '../../source/problem.ts';
import type {Instance, ScanEvent} from '../../source/inventory/instance.ts';

type Test = {after(done: () => Promise<void>): void};
export type TestCloud = ReturnType<typeof createCloud>;

/** Waits so short that a test never notices, and still real ones. */
export const impatient: CloudOptions = {
	patience: {longestSeconds: 0.01},
	waiting: {first: 0.01, longest: 0.02, inAll: 5},
	// Long enough for a busy machine: who tests silence itself makes it short.
	timeouts: {connect: 20_000, silence: 20_000},
};

/** The demo endpoint without its own faults, and a cloud that talks to it; both end with the test. */
export async function cloudFor(
	test: Test,
	serverOptions: DemoServerOptions = {},
	cloudOptions: CloudOptions = {},
): Promise<{server: DemoServer; cloud: TestCloud}> {
	const server = await startDemoServer({instances: 120, ...serverOptions});
	const cloud = createCloud({...impatient, endpointUrl: server.url, credentials: demoCredentials, ...cloudOptions});
	test.after(async () => {
		cloud.close();
		await server.close();
	});
	return {server, cloud};
}

/** A signal that never fires, for calls that are not about aborting. */
export const {signal: noAbort} = new AbortController();

/** The `Problem` that a promise rejects with; an error of the test where it doesn't. */
export async function problemIn(promise: Promise<unknown>): Promise<Problem> {
	try {
		await promise;
	} catch (error) {
		if (error instanceof ProblemError) {
			return error.problem;
		}

		throw error;
	}

	throw new Error('It was expected to be rejected.');
}

export async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
	const all: Item[] = [];
	// Array.fromAsync is not in the language level that the project compiles for.

	for await (const item of items) {
		all.push(item);
	}

	return all;
}

export function instancesIn(events: readonly ScanEvent[]): Instance[] {
	return events.flatMap((event) => (event.type === 'page' ? [...event.instances] : []));
}
