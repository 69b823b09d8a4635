/** The columns that were chosen in the review: kept on disk, and found again by the next start. */
import type {ChosenColumns} from '../../../inventory/list/browser-snapshot.ts';
import {jobsOf} from '../../../machine/effect.ts';
import {withNotice} from '../../../machine/shell.ts';
import type {Plain, RolloutEffect} from '../../context.ts';
import type {RolloutState} from '../../state.ts';

/** Chooses columns, which are to be kept. */
export function withChosen(state: RolloutState, columns: ChosenColumns): RolloutState {
	return {...state, columns: {...state.columns, unkept: {...state.columns?.unkept, ...columns}}};
}

/** Once, when the review is first looked at: what is chosen there before that was read is what counts. */
const recallColumns: RolloutEffect<Plain, void> = {
	name: 'recall-columns',
	wanted: ({step, columns}) => (step.name === 'review' && columns === undefined ? [{key: ''}] : []),
	async run(_, {world, browser, signal}) {
		const {columns = {}} = await world.preferences.read();
		signal.throwIfAborted();
		browser.chooseColumns(columns);
	},
	done: (state) => ({...state, columns: {}}),
	failed: (state, {what, next}) =>
		withNotice({...state, columns: {}}, 'warning', `The columns chosen last are not known: ${what} ${next}`),
};

const keepColumns: RolloutEffect<Plain & {readonly columns: ChosenColumns}, void> = {
	name: 'keep-columns',
	wanted({columns: {unkept} = {}}) {
		return unkept === undefined ? [] : [{key: JSON.stringify(unkept), columns: unkept}];
	},
	run: async ({columns}, {world}) => world.preferences.save({columns}),
	done: (state) => ({...state, columns: {}}),
	failed: (state, {what, next}) =>
		withNotice({...state, columns: {}}, 'warning', `The columns stay so until you quit: ${what} ${next}`),
};

export const columnEffects = [jobsOf(recallColumns), jobsOf(keepColumns)] as const;
