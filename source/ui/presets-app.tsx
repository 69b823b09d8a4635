import {useWindowSize} from 'ink';
import {useEffect, useSyncExternalStore} from 'react';
import type {PresetsSession} from '../presets/session.ts';
import {presets} from '../presets/presets.ts';
import type {PresetsState} from '../presets/state.ts';
import {bindingsIn, eventOf, hintOf} from './keys/binding.ts';
import {Frame} from './components/frame.tsx';
import {HelpOverlay} from './components/help-overlay.tsx';
import {useDrawn} from './hooks/use-drawn.ts';
import {usePresses} from './hooks/use-presses.ts';
import {useTerminal} from './hooks/use-terminal.ts';
import {deskContextOf, deskContexts, deskKeys} from './keys/presets-keys.ts';
import {PresetsScreen} from './screens/presets/presets-screen.tsx';

/** The presets screen on its own: shows the session's state, and turns presses into its events. It holds no state of its own. */
export function PresetsApp({session}: {readonly session: PresetsSession}) {
	const state = useSyncExternalStore(session.subscribe, session.getState);
	const {columns, rows} = useWindowSize();
	const {exit} = useTerminal();
	const drawnPlace = useDrawn(deskContextOf(state));
	/** As in the wizard: what is pressed before a screen is there is not meant for it. */
	const isDrawn = (): boolean => {
		const place = deskContextOf(session.getState());
		return deskKeys.takesText(place) || place === drawnPlace();
	};

	usePresses(
		(press) => {
			if (press !== 'ctrl+c' && !isDrawn()) {
				return;
			}

			// Several presses can come before the next frame: each is read against the state of its moment.
			const event = eventOf(deskKeys, session.getState(), press);
			if (event !== undefined) {
				session.dispatch(event);
			}
		},
		(text) => {
			if (isDrawn()) {
				session.dispatch({type: 'paste', text});
			}
		},
	);

	const {ended} = state.shell;
	useEffect(() => {
		if (ended !== false) {
			exit(ended === 'interrupted' ? 130 : 0);
		}
	}, [ended, exit]);

	const {demo, readOnly} = state.options;
	return (
		<Frame
			columns={columns}
			rows={rows}
			identity="Presets"
			badges={[
				...(demo ? [{text: 'DEMO'} as const] : []),
				...(readOnly ? [{text: 'READ-ONLY', tone: 'badgeWarning'} as const] : []),
			]}
			command={presets.command(state)}
			keys={bindingsIn(deskKeys, state)
				.filter(({isInFooter}) => isInFooter === true)
				.map((binding) => hintOf(binding, state))}
			hasHelpKey={!deskKeys.takesText(deskContextOf(state))}
			notice={state.shell.notice}
		>
			{state.shell.help ? <Help state={state} /> : <PresetsScreen state={state} />}
		</Frame>
	);
}

/** All keys of the view behind the help. */
function Help({state}: {readonly state: PresetsState}) {
	const behind = {...state, shell: {...state.shell, help: false}};
	const keys = bindingsIn(deskKeys, behind).map((binding) => hintOf(binding, behind));
	return <HelpOverlay groups={[{title: deskContexts[deskContextOf(behind)], keys}]} />;
}
