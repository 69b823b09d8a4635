import {LiveAccount} from '../account/live-account.ts';
import {ServiceError} from '../protocol/errors.ts';
import type {SignatureScope} from '../protocol/query.ts';
import type {Service} from '../services/service.ts';
import {effectivePolicy} from './effective-policy.ts';
import {Sessions, whyRefused, type Session} from './sessions.ts';
import type {DemoMember, DemoOrganization, DemoPolicy} from './tree.ts';

/** The services of an account, EC2 first. */
type Services = readonly [Service, ...Service[]];

/** A policy as it is now. */
export type LivePolicy = {-readonly [Key in keyof Omit<DemoPolicy, 'targets'>]: DemoPolicy[Key]} & {
	readonly targets: Set<string>;
};

/**
An organization of a running endpoint: whose request it is, the accounts as they are now, and the declarative policies that hold in them.
Keys that were not handed out by AssumeRole are the base account's, whatever they are.
*/
export class LiveOrganization {
	readonly data: DemoOrganization;
	readonly sessions = new Sessions();
	readonly policies: LivePolicy[];
	/** The account of the base credentials. */
	readonly base: LiveAccount;
	readonly now: () => Date;
	/** The longest that a session lasts here, in seconds. */
	readonly sessionSeconds: number;
	readonly #baseServices: Services;
	readonly #makeServices: (live: LiveAccount) => Services;
	readonly #settleReads: number;
	readonly #accounts = new Map<string, {readonly live: LiveAccount; readonly services: Services}>();

	constructor(
		data: DemoOrganization,
		base: LiveAccount,
		options: {
			readonly makeServices: (live: LiveAccount, organization: LiveOrganization) => Services;
			readonly sessionSeconds: number;
		},
	) {
		this.data = data;
		this.base = base;
		this.now = base.now;
		this.sessionSeconds = options.sessionSeconds;
		this.#settleReads = base.settleReads;
		this.#makeServices = (live) => options.makeServices(live, this);
		this.policies = data.policies.map(({targets, ...policy}) => ({...policy, targets: new Set(targets)}));
		this.#baseServices = this.#makeServices(base);
		this.#accounts.set(base.data.id, {live: base, services: this.#baseServices});
		this.#manage(base);
	}

	/** The services that answer a request: those of the account that its keys belong to. */
	servicesFor(scope: SignatureScope | undefined): Services {
		return this.#account(this.callerOf(scope).account)?.services ?? this.#baseServices;
	}

	/** Whose keys these are. */
	callerOf(scope: SignatureScope | undefined): {
		readonly account: string;
		readonly arn: string;
		readonly userId: string;
		readonly session?: Session;
	} {
		const session = scope === undefined ? undefined : this.sessions.get(scope.accessKeyId);
		const {id, arn, userId} = this.base.data;
		return session === undefined
			? {account: id, arn, userId}
			: {account: session.account, arn: session.arn, userId: session.userId, session};
	}

	/** Refuses what the keys of a request don't allow: a session that has ended, or an action that it was not given. */
	assertAllowed(scope: SignatureScope, service: Service, action: string): void {
		const {session, arn} = this.callerOf(scope);
		if (session === undefined) {
			return;
		}

		if (session.endsAt <= this.now()) {
			throw service.refusals.expired();
		}

		const name = `${service.name}:${action}`;
		const why = name === 'sts:GetCallerIdentity' ? undefined : whyRefused(session, name);
		if (why === undefined) {
			return;
		}

		const {code, status} = service.refusals.denied(arn, action);
		const opening = service.name === 'ec2' ? 'You are not authorized to perform this operation. ' : '';
		throw new ServiceError(code, `${opening}User: ${arn} is not authorized to perform: ${name} ${why}`, status);
	}

	member(id: string): DemoMember | undefined {
		return this.data.members.find((member) => member.id === id);
	}

	/** A member's account, made live when it is first needed. */
	live(id: string): LiveAccount | undefined {
		return this.#account(id)?.live;
	}

	/** Sees to it that the policies as they are now hold in every account. */
	policiesChanged(): void {
		for (const {live} of this.#accounts.values()) {
			this.#manage(live);
		}
	}

	#account(id: string): {readonly live: LiveAccount; readonly services: Services} | undefined {
		const known = this.#accounts.get(id);
		const member = known === undefined ? this.member(id) : undefined;
		if (member === undefined) {
			return known;
		}

		const live = new LiveAccount(member.account, {settleReads: this.#settleReads, now: this.now});
		const account = {live, services: this.#makeServices(live)};
		this.#accounts.set(id, account);
		this.#manage(live);
		return account;
	}

	#manage(live: LiveAccount): void {
		const places = this.placesOf(live.data.id);
		const contents = places.flatMap((place) =>
			this.policies.filter(({targets}) => targets.has(place)).map(({content}) => content),
		);
		live.manage(effectivePolicy(contents));
	}

	/** The root, the units down to an account, and the account itself: what a policy may be attached to for it. */
	placesOf(id: string): readonly string[] {
		const places = [id];
		for (
			let place = this.member(id)?.parent;
			place !== undefined;
			place = this.data.units.find((unit) => unit.id === place)?.parent
		) {
			places.unshift(place);
		}

		return places;
	}
}
