/** What lies over any screen: help, questions, notices. */
import {emptyField, textField} from '../../../../source/machine/text-field.ts';
import type {Scene} from '../scene.ts';
import type {Maker} from './maker.tsx';

export function shellScenes({at, pressed}: Maker): readonly Scene[] {
	const notice = (name: string, tone: 'info' | 'warning' | 'danger', text: string) =>
		at('review', `notice: ${name}`, (state) => ({...state, shell: {...state.shell, notice: {tone, text}}}));
	return [
		pressed('regions', 'help: regions', ['?']),
		pressed('review', 'help: review', ['?']),
		pressed('review', 'help: search', ['?'], 'mark'),
		pressed('review', 'help: nothing found', ['?'], 'zzz'),
		pressed('enforce', 'help: enforce', ['?']),
		at('form', 'quit question', (state) => ({
			...state,
			shell: {
				...state.shell,
				quitting: 'The draft for us-east-1 is neither applied nor saved as a preset, and would be lost.',
			},
		})),
		at('account', 'code question', (state) => ({
			...state,
			shell: {
				...state.shell,
				code: {serial: 'arn:aws:iam::123456789012:mfa/jane', field: textField('123'), status: 'asked'},
			},
		})),
		at('account', 'code question, again', (state) => ({
			...state,
			shell: {
				...state.shell,
				code: {
					serial: 'arn:aws:iam::123456789012:mfa/jane',
					again: 'AWS did not take the code. A code counts once: wait for the next one.',
					field: emptyField,
					status: 'asked',
				},
			},
		})),
		notice('information', 'info', 'Copied to the clipboard: ami-0b1c2d3e4f5a6b7c8'),
		notice(
			'danger',
			'danger',
			'Somebody else changed the settings of us-east-1 since the scan began, so that this scan no longer says what would be blocked. Scan again; nothing was sent. '.repeat(
				3,
			),
		),
	];
}
