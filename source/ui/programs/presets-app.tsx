import {useSyncExternalStore} from 'react';
import {valueOf} from '../../machine/loadable.ts';
import {presets} from '../../presets/presets.ts';
import type {PresetsSession} from '../../presets/session.ts';
import {App} from '../app.tsx';
import {programKeys} from '../keys/registry.ts';
import {PresetsScreen} from '../screens/presets/presets-screen.tsx';
import {badgesOf} from './badges.ts';

/** The presets screen on its own. */
export function PresetsApp({session}: {readonly session: PresetsSession}) {
	const state = useSyncExternalStore(session.subscribe, session.getState);
	return (
		<App
			state={state}
			now={session.getState}
			send={session.dispatch}
			keys={programKeys.presets}
			frame={{
				account: valueOf(state.applied)?.account,
				identity: 'Presets',
				badges: badgesOf(state.options),
				command: presets.command(state),
			}}
		>
			<PresetsScreen state={state} />
		</App>
	);
}
