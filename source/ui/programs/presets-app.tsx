import {useSyncExternalStore} from 'react';
import {valueOf} from '../../machine/loadable.ts';
import {presets} from '../../presets/presets.ts';
import type {PresetsSession} from '../../presets/session.ts';
import {currentPreset, type PresetsState} from '../../presets/state.ts';
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
				breadcrumb: ['Presets', ...crumbsOf(state)],
				command: presets.command(state),
			}}
		>
			<PresetsScreen state={state} />
		</App>
	);
}

/** Where one is below the list. */
function crumbsOf(state: PresetsState): readonly string[] {
	const {view} = state;
	switch (view.type) {
		case 'list': {
			return [];
		}

		case 'detail': {
			return [currentPreset(state)?.name ?? 'gone'];
		}

		case 'compare': {
			return ['Compared'];
		}

		case 'rename':
		case 'describe': {
			return [view.name];
		}

		case 'region':
		case 'save': {
			return ['New'];
		}

		case 'file':
		case 'import': {
			return ['Import'];
		}

		case 'format':
		case 'export': {
			return [view.preset.name, 'Export'];
		}

		case 'remove': {
			return [view.preset.name];
		}
	}
}
