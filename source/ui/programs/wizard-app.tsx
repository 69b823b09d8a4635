import {useSyncExternalStore} from 'react';
import {wizard} from '../../rollout/wizard.ts';
import type {WizardSession} from '../../rollout/session.ts';
import type {RolloutState, StepName, StepOf, WizardState} from '../../rollout/state.ts';
import {App} from '../app.tsx';
import {useBell} from '../hooks/use-bell.ts';
import {useDraftEffect} from '../hooks/use-draft-effect.ts';
import {useTheme} from '../hooks/use-theme.ts';
import {programKeys} from '../keys/registry.ts';
import {ResolvingScreen} from '../screens/account/account-screen.tsx';
import {draftStrip} from '../screens/draft-strip.ts';
import {presetStrip} from '../screens/preset-strip.ts';
import {screens, type StepScreen} from '../screens/registry.ts';
import {badgesOf} from './badges.ts';
import {breadcrumbOf, positionShown, regionShown} from './breadcrumb.ts';
import {trackOf} from './step-track.ts';

/** The wizard and the review: a screen for each step. */
export function WizardApp({session}: {readonly session: WizardSession}) {
	const state = useSyncExternalStore(session.subscribe, session.getState);
	const {symbols} = useTheme();
	const effect = useDraftEffect(state, session);
	useBell(state);
	// As one text: a list that moves draws the list, not all around it.
	const crumbs = useSyncExternalStore(session.browser.subscribe, () =>
		session.browser
			.getSnapshot()
			.crumbs.map(({label}) => label)
			.join('\n'),
	);
	return (
		<App
			state={state}
			now={session.getState}
			send={(event) => {
				if (event.type === 'browser') {
					session.browse(event.command);
				} else {
					session.dispatch(event);
				}
			}}
			keys={programKeys.wizard}
			frame={{
				account: accountOf(state),
				identity: state.phase === 'rollout' ? state.identity.principal : undefined,
				region: regionOf(state),
				badges: badgesOf(state.options),
				steps: trackOf(state),
				command: wizard.command(state),
				breadcrumb: breadcrumbOf(state, crumbs === '' ? [] : crumbs.split('\n')),
				strip: [...presetStrip(state), ...draftStrip(state, effect, symbols)],
			}}
		>
			{state.phase === 'account' ? (
				<ResolvingScreen state={state} />
			) : (
				<CurrentScreen state={state} step={state.step} session={session} />
			)}
		</App>
	);
}

function CurrentScreen<Name extends StepName>({
	state,
	step,
	session,
}: {
	readonly state: RolloutState;
	readonly step: StepOf<Name>;
	readonly session: WizardSession;
}) {
	// The step is the one that its screen is found by; TypeScript does not see that.
	const {Screen} = screens[step.name] as unknown as StepScreen<Name>;
	return <Screen state={state} step={step} session={session} />;
}

function accountOf(state: WizardState): string | undefined {
	if (state.phase === 'account') {
		return undefined;
	}

	const {account, profile} = state.identity;
	return profile === undefined ? account : `${account} ${profile}`;
}

function regionOf(state: WizardState): {name: string; position?: number; count?: number} | undefined {
	if (state.phase === 'account') {
		return undefined;
	}

	const {purpose} = state.options;
	if (purpose !== 'rollout') {
		const only = regionShown(state);
		return state.queue.length > 1
			? {name: `${state.queue.length} Regions`}
			: only === undefined
				? undefined
				: {name: only};
	}

	const name = isInRegion(state) ? regionShown(state) : undefined;
	return name === undefined ? undefined : {name, position: positionShown(state) + 1, count: state.queue.length};
}

function isInRegion({step}: RolloutState): boolean {
	return step.name !== 'account' && step.name !== 'regions' && step.name !== 'fleet';
}
