import type {Identity} from '../operations/ports.ts';
import {editText, emptyField, insertText} from '../machine/text-field.ts';
import type {UserEvent} from './events.ts';
import {again, noWork, wanted, type AccountState, type RegionWork, type RolloutState} from './state.ts';
import {reviewStep} from './steps.ts';

/** The account screen before there is an identity: waiting, or choosing what to do about failed credentials. */
export function reduceAccount(state: AccountState, event: UserEvent): AccountState {
	const {activity, identity} = state;
	switch (event.type) {
		case 'retry': {
			return identity.status === 'failed' ? {...state, identity: again(identity), activity: {type: 'none'}} : state;
		}

		case 'sign-in': {
			return identity.status === 'failed' ? {...state, activity: {type: 'sign-in', attempt: identity.attempt}} : state;
		}

		case 'choose-profile': {
			return identity.status === 'failed'
				? {...state, activity: {type: 'profile', field: emptyField, names: wanted}}
				: state;
		}

		case 'text': {
			if (activity.type !== 'profile') {
				return state;
			}

			const field = editText(activity.field, event.press);
			return field === undefined ? state : {...state, activity: {...activity, field}};
		}

		case 'paste': {
			return activity.type === 'profile'
				? {...state, activity: {...activity, field: insertText(activity.field, event.text)}}
				: state;
		}

		case 'submit': {
			const profile = activity.type === 'profile' ? activity.field.value.trim() : '';
			return profile === ''
				? state
				: {...state, options: {...state.options, profile}, activity: {type: 'none'}, identity: again(identity)};
		}

		case 'back': {
			return {...state, activity: {type: 'none'}};
		}

		default: {
			return state;
		}
	}
}

/** Who we are is known: the rollout begins, or the review. */
export function startRollout({options, shell}: AccountState, identity: Identity): RolloutState {
	return {
		phase: 'rollout',
		options,
		identity,
		permissions: wanted,
		unresolved: wanted,
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

/** In a review, the Regions chosen are scanned at once, side by side, into one list. */
export function startReview(state: RolloutState, regions: readonly string[]): RolloutState {
	const work: RegionWork = {...noWork, scan: {status: 'running', id: 1}};
	return {...state, queue: regions, work: Object.fromEntries(regions.map((region) => [region, work]))};
}
