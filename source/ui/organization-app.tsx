import {useWindowSize} from 'ink';
import {useEffect, useSyncExternalStore} from 'react';
import type {OrganizationSession} from '../organization/session.ts';
import type {OrganizationState} from '../organization/state.ts';
import {Frame} from './components/frame.tsx';
import {HelpOverlay} from './components/help-overlay.tsx';
import {useDrawn} from './hooks/use-drawn.ts';
import {usePresses} from './hooks/use-presses.ts';
import {useTerminal} from './hooks/use-terminal.ts';
import {bindingsIn, eventOf, hintOf} from './keys/binding.ts';
import {organizationContexts, organizationKeys, organizationPlaceOf} from './keys/organization-keys.ts';
import {OrganizationScreen} from './screens/organization/organization-screen.tsx';

/** The organization screen on its own: shows the session's state, and turns presses into its events. */
export function OrganizationApp({session}: {readonly session: OrganizationSession}) {
	const state = useSyncExternalStore(session.subscribe, session.getState);
	const {columns, rows} = useWindowSize();
	const {exit} = useTerminal();
	const drawnPlace = useDrawn(organizationPlaceOf(state));
	/** What is pressed before a screen is there is not meant for it. */
	const isDrawn = (): boolean => {
		const place = organizationPlaceOf(session.getState());
		return organizationKeys.takesText(place) || place === drawnPlace();
	};

	usePresses(
		(press) => {
			const event = press === 'ctrl+c' || isDrawn() ? eventOf(organizationKeys, session.getState(), press) : undefined;
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

	const {options} = state;
	return (
		<Frame
			columns={columns}
			rows={rows}
			identity={`Organization · ${options.directory}`}
			badges={[...(options.demo ? [{text: 'DEMO'} as const] : []), {text: 'READ-ONLY', tone: 'badgeWarning'} as const]}
			breadcrumb={crumbsOf(state)}
			keys={bindingsIn(organizationKeys, state)
				.filter(({isInFooter}) => isInFooter === true)
				.map((binding) => hintOf(binding, state))}
			hasHelpKey={!organizationKeys.takesText(organizationPlaceOf(state))}
			notice={state.shell.notice}
		>
			{state.shell.help ? <Help state={state} /> : <OrganizationScreen state={state} />}
		</Frame>
	);
}

function crumbsOf({tab, options, detail}: OrganizationState): readonly string[] {
	return [
		{grid: 'Grid', images: 'Images', plan: 'Plan'}[tab],
		options.tried === undefined ? "by AWS's own verdicts" : `by ${options.tried.origin}`,
		...(detail === undefined ? [] : ['in full']),
	];
}

/** All keys of the view behind the help. */
function Help({state}: {readonly state: OrganizationState}) {
	const behind = {...state, shell: {...state.shell, help: false}};
	const keys = bindingsIn(organizationKeys, behind).map((binding) => hintOf(binding, behind));
	return <HelpOverlay groups={[{title: organizationContexts[organizationPlaceOf(behind)], keys}]} />;
}
