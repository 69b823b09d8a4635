import {noticeOf} from '../../shown-details.ts';
import type {ListCommand} from '../review/list-commands.ts';
import {currentRow} from './rows.ts';

/** Copies the ID of the current instance, or of the image. */
export const copySince: ListCommand = ({state}) => {
	const row = state.phase === 'rollout' && state.step.name === 'since' ? currentRow(state, state.step) : undefined;
	const id = row === undefined ? '' : row.instance === undefined ? row.image.imageId : row.columns.idOf(row.instance);
	return id === '' ? noticeOf('There is nothing to copy the ID of.') : {type: 'copy', text: id};
};
