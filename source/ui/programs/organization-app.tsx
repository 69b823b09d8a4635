import {useSyncExternalStore} from 'react';
import type {OrganizationSession} from '../../organization/session.ts';
import type {OrganizationState} from '../../organization/state.ts';
import {App} from '../app.tsx';
import {programKeys} from '../keys/registry.ts';
import {OrganizationScreen} from '../screens/organization/organization-screen.tsx';
import {badgesOf} from './badges.ts';

/** The organization screen on its own. It changes nothing, ever. */
export function OrganizationApp({session}: {readonly session: OrganizationSession}) {
	const state = useSyncExternalStore(session.subscribe, session.getState);
	const {demo, directory} = state.options;
	return (
		<App
			state={state}
			now={session.getState}
			send={session.dispatch}
			keys={programKeys.organization}
			frame={{
				identity: `Organization · ${directory}`,
				badges: badgesOf({demo, readOnly: true}),
				breadcrumb: crumbsOf(state),
			}}
		>
			<OrganizationScreen state={state} send={session.dispatch} />
		</App>
	);
}

function crumbsOf({tab, options, opened, detail}: OrganizationState): readonly string[] {
	return [
		{grid: 'Grid', images: 'Images', plan: 'Plan'}[tab],
		options.tried === undefined ? "by AWS's own verdicts" : `by ${options.tried.origin}`,
		...(opened === undefined ? [] : [opened.image.ImageName ?? opened.image.ImageId]),
		...(detail === undefined ? [] : ['in full']),
	];
}
