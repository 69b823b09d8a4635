import type {AccountSession, OrganizationCloud, Way} from '../../operations/organization/ports.ts';
import type {Identity} from '../../operations/ports.ts';
import {ProblemError} from '../../problem.ts';
import {safeText} from '../../safe-text.ts';
import {readIdentity} from '../calls/identity.ts';
import {readRegions} from '../calls/regions.ts';
import {Caller} from '../client/caller.ts';
import {Clients} from '../client/clients.ts';
import {defaultPatience} from '../client/retry.ts';
import {cloudOf} from '../cloud.ts';
import type {CloudOptions} from '../cloud-options.ts';
import {listMembers, listMembersOf} from './members.ts';
import {hopPolicy, profilePolicy} from './session-policy.ts';
import {assumeRoles, renewedKeys} from './session.ts';

/**
AWS as a run over an organization sees it: every account through one pool of connections, and nothing that could change any of them. Making
one sends nothing.
*/
export function createOrganizationCloud(options: CloudOptions): OrganizationCloud & {close(): void} {
	const patience = {...defaultPatience, ...options.patience};
	const narrowing = {to: profilePolicy, onTheWay: hopPolicy};
	const open = (profile?: string): Caller =>
		new Caller(
			new Clients({
				...options,
				readOnly: true,
				narrowing,
				...(profile !== undefined && {profile, credentials: undefined}),
			}),
			patience,
			options.log,
			options.notice,
		);
	const own = open();
	const byProfile = new Map<string, Caller>();
	const callerOf = (profile: string | undefined): Caller => {
		if (profile === undefined) {
			return own;
		}

		const caller = byProfile.get(profile) ?? open(profile);
		byProfile.set(profile, caller);
		return caller;
	};

	const identities = new Map<Caller, Promise<Identity>>();
	const identityOf = async (caller: Caller, signal: AbortSignal): Promise<Identity> => {
		const known = identities.get(caller) ?? readIdentity(caller, signal);
		identities.set(caller, known);
		try {
			return await known;
		} catch (error) {
			identities.delete(caller);
			throw error;
		}
	};

	const sessionOptions: CloudOptions = {...options, scan: {...options.scan, zones: 'never'}};
	const sessionOf = (clients: Clients): AccountSession => ({
		...cloudOf(clients, {...sessionOptions, readOnly: true}),
		leave(region) {
			clients.leave(region);
		},
	});
	return {
		identity: async (signal, profile) => identityOf(callerOf(profile), signal),
		regions: async (signal) => readRegions(own, signal),
		members: async (unit, signal) => (unit === undefined ? listMembers(own, signal) : listMembersOf(own, unit, signal)),
		async enter(way, signal) {
			const caller = callerOf(way.profile);
			const identity = await identityOf(caller, signal);
			if (way.roles.length === 0) {
				assertSameAccount(identity, way);
				return sessionOf(caller.clients);
			}

			const assume = async () => assumeRoles(caller, {way, partition: identity.partition}, signal);
			// The first keys tell whether one is let in at all.
			const keys = renewedKeys(await assume(), assume);
			return sessionOf(caller.clients.assuming(keys));
		},
		close() {
			for (const caller of [own, ...byProfile.values()]) {
				caller.clients.close();
			}
		},
	};
}

function assertSameAccount({account, profile}: Identity, way: Way): void {
	if (account !== way.account) {
		throw new ProblemError({
			kind: 'denied',
			what: `The profile ${safeText(profile ?? '')} is of account ${account}, not of ${way.account}.`,
			next: 'Correct the profile of this account in the file of accounts.',
		});
	}
}
