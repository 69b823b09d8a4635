/** Who one is: credentials being resolved, what to do where they fail, and the screen that says who one is. */
import {jobsOf, whenWanted, type Effect} from '../../machine/effect.ts';
import {handle, type Handlers} from '../../machine/event.ts';
import {again, failed, here, wanted} from '../../machine/loadable.ts';
import {emptyPrompt, prompting, reducePrompt, typedIn} from '../../machine/prompt.ts';
import {withShell} from '../../machine/shell.ts';
import {identityCommand} from '../../operations/aws-cli.ts';
import type {Identity} from '../../operations/ports.ts';
import type {Plain, WizardContext} from '../context.ts';
import {goTo, regionsStep, reviewStep} from '../moves.ts';
import type {AccountState, RolloutState, UserEvent, WizardState} from '../state.ts';
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
	on: {
		next: (state) => goTo(state, regionsStep),
		back: (state) => goTo(state, regionsStep),
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
	'choose-profile': whenFailed((state) => ({
		...state,
		activity: {type: 'profile', prompt: emptyPrompt, names: wanted},
	})),
	'open-demo': whenFailed((state) => withShell(state, {ended: 'demo'})),
	...prompting<AccountState, Activity>((state, activity, event) => {
		const prompt = activity.type === 'profile' ? reducePrompt(activity.prompt, event) : 'closed';
		if (prompt === 'closed' || activity.type !== 'profile') {
			return event.type === 'back' ? {...state, activity: {type: 'none'}} : state;
		}

		return prompt.phase === 'typing'
			? {...state, activity: {...activity, prompt}}
			: {
					...state,
					options: {...state.options, profile: typedIn(prompt)},
					activity: {type: 'none'},
					identity: again(state.identity),
				};
	}),
};

export function reduceAccount(state: AccountState, event: UserEvent): AccountState {
	return handle(onActivity, state, state.activity, event);
}

/** Finds out who the credentials are. With that the rollout begins, or the review. */
const identify: AccountEffect<ProfileOrder, Identity> = {
	name: 'identity',
	wanted: (state) =>
		state.phase === 'account' && state.activity.type === 'none' ? whenWanted(state.identity, '', profileOf(state)) : [],
	async run({profile}, {world, setCloud, signal}) {
		const cloud = await world.openCloud(profile === undefined ? {} : {profile});
		setCloud(cloud);
		return cloud.identity(signal);
	},
	done: (state, identity) => (state.phase === 'account' ? startRollout(state, identity) : state),
	failed: (state, problem) =>
		state.phase === 'account' ? {...state, activity: {type: 'none'}, identity: failed(state.identity, problem)} : state,
};

/** `aws sso login`, with the terminal handed over. */
const signIn: AccountEffect<ProfileOrder, void> = {
	name: 'sign-in',
	wanted: (state) =>
		state.phase === 'account' && state.activity.type === 'sign-in'
			? [{key: String(state.activity.attempt), ...profileOf(state)}]
			: [],
	run: async ({profile}, {world, signal}) => world.signIn(profile, signal),
	done: (state) =>
		state.phase === 'account' ? {...state, activity: {type: 'none'}, identity: again(state.identity)} : state,
	failed: identify.failed,
};

/** The profiles to choose from. */
const listProfiles: AccountEffect<Plain, readonly string[]> = {
	name: 'profiles',
	wanted: (state) =>
		state.phase === 'account' && state.activity.type === 'profile' ? whenWanted(state.activity.names, '', {}) : [],
	run: async (_, {world}) => world.profiles(),
	done: (state, names) =>
		state.phase === 'account' && state.activity.type === 'profile'
			? {...state, activity: {...state.activity, names: here(state.activity.names, names)}}
			: state,
	failed: (state, problem) =>
		state.phase === 'account' && state.activity.type === 'profile'
			? {...state, activity: {...state.activity, names: failed(state.activity.names, problem)}}
			: state,
};

export const identityEffects = [jobsOf(signIn), jobsOf(listProfiles), jobsOf(identify)] as const;

function profileOf({options}: AccountState): {readonly profile?: string} {
	return options.profile === undefined ? {} : {profile: options.profile};
}

function startRollout({options, shell}: AccountState, identity: Identity): RolloutState {
	return {
		phase: 'rollout',
		options,
		identity,
		permissions: wanted,
		unresolved: wanted,
		unfinished: wanted,
		presets: wanted,
		regions: wanted,
		overview: {},
		marked: [],
		queue: [],
		position: 0,
		work: {},
		step: options.purpose === 'rollout' ? {name: 'account'} : reviewStep,
		shell,
	};
}
