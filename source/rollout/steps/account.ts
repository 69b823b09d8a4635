/** Who one is: credentials being resolved, what to do where they fail, and the screen that says who one is. */
import {jobsOf, whenWanted, type Effect} from '../../machine/effect.ts';
import {handle, type Handlers, type TextEvent} from '../../machine/event.ts';
import type {Guard} from '../../machine/guard.ts';
import {movedCursor, onList} from '../../machine/list.ts';
import {again, failed, here, valueOf, wanted} from '../../machine/loadable.ts';
import {typeInto} from '../../machine/prompt.ts';
import {withNotice, withShell} from '../../machine/shell.ts';
import {emptyField} from '../../machine/text-field.ts';
import {commandLine, identityCommand} from '../../operations/aws-cli.ts';
import type {Identity, ProfileInfo} from '../../operations/ports.ts';
import type {Plain, WizardContext} from '../context.ts';
import {goTo} from '../moves/updates.ts';
import {unsavedDrafts} from '../judged.ts';
import {goToRegions, regionsAsLeft, reviewStep} from '../moves/steps.ts';
import {openingState} from '../opening.ts';
import {
	currentRegion,
	type AccountState,
	type ProfileChoice,
	type RolloutState,
	type UserEvent,
	type WizardState,
} from '../state.ts';
import type {StepModule} from './step.ts';

declare module '../state.ts' {
	interface Steps {
		/** Identity and permissions. */
		account: Nothing;
	}

	interface Events {
		'sign-in': Nothing;
		'choose-profile': Nothing;
		'open-demo': Nothing;
	}
}

export const account: StepModule<'account'> = {
	crumbs: ['Account'],
	on: {
		next: (state) => (currentRegion(state) === undefined ? goTo(state, regionsAsLeft(state)) : goToRegions(state)),
		retry: (state) => ({
			...state,
			...(state.regions.status === 'failed' && {regions: again(state.regions)}),
			...(state.permissions.status === 'failed' && {permissions: again(state.permissions)}),
		}),
	},
	command: ({options}) => identityCommand(options),
};

type Activity = AccountState['activity'];
type ProfileOrder = Plain & {readonly profile?: string};
type AccountEffect<Order extends Plain, Value> = Effect<WizardState, WizardContext, Order, Value>;

const whenFailed =
	(change: (state: AccountState) => AccountState) =>
	(state: AccountState): AccountState =>
		state.identity.status === 'failed' ? change(state) : state;

/** Before there is an identity: waiting, or choosing what to do about credentials that failed. */
const onActivity: Handlers<AccountState, Activity, UserEvent> = {
	retry: whenFailed((state) => ({...state, identity: again(state.identity), activity: {type: 'none'}})),
	'sign-in': whenFailed((state) => ({
		...state,
		activity: {type: 'sign-in', attempt: state.identity.attempt},
	})),
	'choose-profile': whenFailed((state) => ({...state, activity: pickProfile()})),
	'open-demo': whenFailed((state) => withShell(state, {ended: 'demo'})),
	text: filterBy,
	paste: filterBy,
	move: (state, activity, event) =>
		activity.type === 'profile'
			? {...state, activity: {...activity, cursor: movedCursor(activity.cursor, event, profilesIn(activity).length)}}
			: state,
	submit(state, activity) {
		const name = activity.type === 'profile' ? profileAt(activity) : undefined;
		return name === undefined
			? state
			: {
					...state,
					options: {...state.options, profile: name},
					activity: {type: 'none'},
					identity: again(state.identity),
				};
	},
	back: (state) => ({...state, activity: {type: 'none'}}),
};

/** The profiles that what was typed occurs in, by name, kind, account or role; those that can't work come last. */
export function profilesIn({profiles, filter}: ProfileChoice): readonly ProfileInfo[] {
	const words = filter.value.toLowerCase().split(/\s+/);
	const found = (valueOf(profiles) ?? []).filter((profile) => {
		const text = `${profile.name} ${profile.kind} ${profile.account ?? ''} ${profile.role ?? ''}`.toLowerCase();
		return words.every((word) => text.includes(word));
	});
	return [...found.filter((profile) => canWork(profile)), ...found.filter((profile) => !canWork(profile))];
}

/** Whether a profile gives credentials at all, as far as its files say. */
export function canWork({kind}: ProfileInfo): boolean {
	return kind !== 'broken' && kind !== 'none';
}

/** The current profile; where the files can't be read, the name that was typed. */
function profileAt(choice: ProfileChoice): string | undefined {
	const shown = profilesIn(choice);
	const typed = choice.filter.value.trim();
	return (
		shown[onList(choice.cursor, shown.length)]?.name ??
		(choice.profiles.status === 'failed' && typed !== '' ? typed : undefined)
	);
}

/** Whether there is a profile to take, or why not. */
export function canTakeProfile({activity}: AccountState): Guard {
	if (activity.type !== 'profile' || profileAt(activity) !== undefined) {
		return true;
	}

	const {profiles} = activity;
	switch (profiles.status) {
		case 'wanted': {
			return 'the AWS configuration is being read';
		}

		case 'failed': {
			return 'the profiles could not be read; the name of one can be typed';
		}

		case 'here': {
			return profiles.value.length === 0 ? 'there is no profile' : 'no profile matches';
		}
	}
}

function pickProfile(before?: RolloutState): ProfileChoice {
	return {type: 'profile', profiles: wanted, filter: emptyField, cursor: 0, ...(before !== undefined && {before})};
}

function filterBy(state: AccountState, activity: Activity, event: TextEvent): AccountState {
	return activity.type === 'profile'
		? {...state, activity: {...activity, filter: typeInto(activity.filter, event), cursor: 0}}
		: state;
}

/** From the account's screen to another profile: it is another rollout, so nothing may be left midway. */
export function changeProfile(state: RolloutState): WizardState {
	const {options, shell, fleet} = state;
	return fleet !== undefined || unsavedDrafts(state) !== undefined
		? withNotice(
				state,
				'warning',
				'Another profile begins anew: apply or save the drafts, and end the fleet run first.',
			)
		: {phase: 'account', options, identity: wanted, activity: pickProfile(state), shell};
}

/** What is run before there is an identity: the command that tells it, or the one that signs in. */
export function commandBefore({identity, activity, options}: AccountState): string {
	const signIn = identity.status === 'failed' ? identity.problem.signIn : undefined;
	return activity.type === 'sign-in' && signIn !== undefined ? commandLine(signIn) : identityCommand(options);
}

export function reduceAccount(state: AccountState, event: UserEvent): WizardState {
	const {activity} = state;
	return event.type === 'back' && activity.type === 'profile' && activity.before !== undefined
		? {...activity.before, shell: state.shell}
		: handle(onActivity, state, activity, event);
}

/** Finds out who the credentials are. With that the rollout begins, or the review. */
const identify: AccountEffect<ProfileOrder, Identity> = {
	name: 'identity',
	wanted: (state) =>
		state.phase === 'account' && state.activity.type === 'none' ? whenWanted(state.identity, '', profileOf(state)) : [],
	async run({profile}, {world, setCloud, mfaCode, signal}) {
		const cloud = await world.openCloud({mfaCode, ...(profile !== undefined && {profile})});
		setCloud(cloud);
		return cloud.identity(signal);
	},
	done: (state, identity) => (state.phase === 'account' ? startRollout(state, identity) : state),
	failed: (state, problem) =>
		state.phase === 'account' ? {...state, activity: {type: 'none'}, identity: failed(state.identity, problem)} : state,
};

/** The command that signs in, with the terminal handed over. */
const signIn: AccountEffect<ProfileOrder, void> = {
	name: 'sign-in',
	wanted: (state) =>
		state.phase === 'account' && state.activity.type === 'sign-in'
			? [{key: String(state.activity.attempt), ...profileOf(state)}]
			: [],
	run: async ({profile}, {world, signal}) => world.signIn(profile, signal),
	done: (state) =>
		state.phase === 'account' ? {...state, activity: {type: 'none'}, identity: again(state.identity)} : state,
	// What signs in does so once more: the page in the browser may only have been closed.
	failed(state, problem, order) {
		const command =
			state.phase === 'account' && state.identity.status === 'failed' ? state.identity.problem.signIn : undefined;
		return identify.failed(state, command === undefined ? problem : {...problem, signIn: command}, order);
	},
};

/** The profiles to choose from. */
const listProfiles: AccountEffect<Plain, readonly ProfileInfo[]> = {
	name: 'profiles',
	wanted: (state) =>
		state.phase === 'account' && state.activity.type === 'profile' ? whenWanted(state.activity.profiles, '', {}) : [],
	run: async (_, {world}) => world.describeProfiles(),
	done: (state, profiles) => withProfiles(state, (asked) => here(asked, profiles)),
	failed: (state, problem) => withProfiles(state, (asked) => failed(asked, problem)),
};

function withProfiles(
	state: WizardState,
	change: (asked: ProfileChoice['profiles']) => ProfileChoice['profiles'],
): WizardState {
	return state.phase === 'account' && state.activity.type === 'profile'
		? {...state, activity: {...state.activity, profiles: change(state.activity.profiles)}}
		: state;
}

export const identityEffects = [jobsOf(signIn), jobsOf(listProfiles), jobsOf(identify)] as const;

function profileOf({options}: AccountState): {readonly profile?: string} {
	return options.profile === undefined ? {} : {profile: options.profile};
}

function startRollout({options, shell}: AccountState, identity: Identity): RolloutState {
	const step = options.purpose === 'rollout' ? ({name: 'account'} as const) : reviewStep;
	return openingState({options, identity, step, shell});
}
