import type {Cloud} from '../operations/ports.ts';
import {Caller} from './client/caller.ts';
import {Clients} from './client/clients.ts';
import {readIdentity} from './calls/identity.ts';
import {readEvidence} from './calls/images.ts';
import {checkPermissions} from './calls/permissions.ts';
import {readReferences} from './calls/references.ts';
import {readRegions} from './calls/regions.ts';
import {defaultPatience} from './client/retry.ts';
import type {CloudOptions} from './cloud-options.ts';
import {makeLaunchCloud} from './launch-cloud.ts';
import {ScanThread} from './scan/scan-thread.ts';
import {defaultScanOptions, scanRegion} from './scan/scan.ts';
import {
	defaultWaitingTimes,
	disable,
	enableAuditMode,
	enforce,
	readSettings,
	replaceCriteria,
	waitForSettings,
} from './calls/settings.ts';

/**
AWS as the wizard and the commands see it. Making one reads and sends nothing: credentials, profile and Region are looked up with the first
call. With `readOnly` no client sends anything that could change a Region.
*/
export function createCloud({hasScanThread = false, ...options}: CloudOptions = {}): OpenCloud {
	return cloudOf(new Clients(options), options, hasScanThread);
}

export type OpenCloud = Cloud & {close(): void};

/** The same on clients that are there already. */
export function cloudOf(clients: Clients, options: CloudOptions, hasScanThread = false): OpenCloud {
	const caller = new Caller(clients, {...defaultPatience, ...options.patience}, options.log, options.notice);
	const times = {...defaultWaitingTimes, ...options.waiting};
	const scanOptions = {...defaultScanOptions, ...options.scan};
	let thread = hasScanThread ? startThread(clients, options) : undefined;
	const livingThread = (): ScanThread | undefined => {
		if (thread?.hasEnded === true) {
			// Out of memory, say: whoever tries again gets a new one.
			thread = startThread(clients, options);
		}

		return thread;
	};

	const launches = makeLaunchCloud(caller);

	return {
		identity: async (signal) => readIdentity(caller, signal),
		regions: async (signal) => readRegions(caller, signal),
		permissions: async (region, signal) => checkPermissions(caller, region, options.readOnly === true, signal),
		settings: async (region, signal) => readSettings(caller, region, signal),
		enableAuditMode: async (region, signal, expected) => enableAuditMode(caller, region, signal, expected),
		disable: async (region, signal, expected) => disable(caller, region, signal, expected),
		replaceCriteria: async (region, criteria, signal, expected) =>
			replaceCriteria(caller, region, criteria, {signal, expected}),
		enforce: async (enforcement, signal) => enforce(caller, enforcement, signal),
		waitForSettings: async (region, isSettled, signal) => waitForSettings(caller, region, isSettled, {signal, times}),
		scan: (region, signal) => livingThread()?.scan(region, signal) ?? scanRegion(caller, region, scanOptions, signal),
		evidence: (region, imageIds, signal) => readEvidence(caller, region, imageIds, signal),
		references: async (region, imageIds, signal) => readReferences(caller, region, imageIds, signal),
		launches: {
			...launches,
			managedInstances: (region, signal) =>
				livingThread()?.managedInstances(region, signal) ?? launches.managedInstances(region, signal),
		},
		close() {
			clients.close();
			thread?.close();
		},
	};
}

function startThread(
	clients: Clients,
	{credentials, log, mfa: _, notice, readOnly: __, ...options}: CloudOptions,
): ScanThread {
	return new ScanThread({
		thread: {...options, profile: clients.profile, isLogged: log !== undefined, areRelayed: credentials === undefined},
		keys: async () => clients.keys(),
		expired() {
			clients.forgetCredentials();
		},
		log,
		notice,
	});
}
