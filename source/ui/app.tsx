import {useWindowSize} from 'ink';
import {useEffect, useSyncExternalStore} from 'react';
import {wizard} from '../rollout/wizard.ts';
import type {WizardSession} from '../rollout/session.ts';
import {currentRegion, type RolloutState, type WizardState} from '../rollout/state.ts';
import {hintOf} from './keys/binding.ts';
import {badgesOf} from './badges.ts';
import {Frame} from './components/frame.tsx';
import {CodeField} from './components/code-field.tsx';
import {QuitQuestion} from './components/quit-question.tsx';
import type {KeyHint} from './components/key-hints.tsx';
import {contextOf, takesText, takesTypedAhead} from './keys/context.ts';
import {breadcrumbOf, positionShown, regionShown} from './breadcrumb.ts';
import {draftStrip} from './screens/draft-strip.ts';
import {useBell} from './hooks/use-bell.ts';
import {useDraftEffect} from './hooks/use-draft-effect.ts';
import {useTheme} from './hooks/use-theme.ts';
import {useDrawn} from './hooks/use-drawn.ts';
import {usePresses} from './hooks/use-presses.ts';
import {useTerminal} from './hooks/use-terminal.ts';
import {actionsIn, bindingsIn, eventOf} from './keys/keys.ts';
import {ActionList} from './screens/action-list.tsx';
import {AccountScreen, ResolvingScreen} from './screens/account/account-screen.tsx';
import {ApplyScreen} from './screens/apply/apply-screen.tsx';
import {AuditScreen} from './screens/audit/audit-screen.tsx';
import {CriteriaScreen} from './screens/criteria/criteria-screen.tsx';
import {DecideScreen} from './screens/decide/decide-screen.tsx';
import {EnforceScreen} from './screens/enforce/enforce-screen.tsx';
import {FleetScreen} from './screens/fleet/fleet-screen.tsx';
import {LaunchesScreen} from './screens/launches/launches-screen.tsx';
import {RegionsScreen} from './screens/regions/regions-screen.tsx';
import {ReviewScreen} from './screens/review/review-screen.tsx';
import {ScanScreen} from './screens/scan/scan-screen.tsx';
import {WatchScreen} from './screens/watch/watch-screen.tsx';
import {SummaryScreen} from './screens/summary/summary-screen.tsx';
import {UndoScreen} from './screens/undo/undo-screen.tsx';
import {trackOf} from './step-track.ts';

/** The whole app: shows the session's state, and turns presses into its events. It holds no state of its own. */
export function App({session}: {readonly session: WizardSession}) {
	const state = useSyncExternalStore(session.subscribe, session.getState);
	const {columns, rows} = useWindowSize();
	const {exit} = useTerminal();
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
	const drawnPlace = useDrawn(placeOf(state));
	/** Whether what has the focus is on the screen: nothing that is pressed earlier can be meant for it. A text field takes what is typed ahead, unless its words enforce. */
	const isDrawn = (press?: string): boolean => {
		const now = session.getState();
		// What is chosen in the list of actions has to be on the screen.
		const isChoice = now.shell.help && press === 'enter';
		return (takesTypedAhead(contextOf(now)) && !isChoice) || placeOf(now) === drawnPlace();
	};

	usePresses(
		(press) => {
			if (press !== 'ctrl+c' && !isDrawn(press)) {
				return;
			}

			// Several presses can come before the next frame: each is read against the state of its moment.
			const event = eventOf(session.getState(), keyChosen(session, press));
			if (event?.type === 'browser') {
				session.browse(event.command);
			} else if (event !== undefined) {
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

	return (
		<Frame
			columns={columns}
			rows={rows}
			account={accountOf(state)}
			identity={state.phase === 'rollout' ? state.identity.principal : undefined}
			region={regionOf(state)}
			badges={badgesOf(state.options)}
			steps={trackOf(state)}
			command={wizard.command(state)}
			keys={hintsOf(state)}
			hasHelpKey={!takesText(contextOf(state))}
			notice={state.shell.notice}
			breadcrumb={breadcrumbOf(state, crumbs === '' ? [] : crumbs.split('\n'))}
			strip={draftStrip(state, effect, symbols)}
		>
			<Body state={state} session={session} />
		</Frame>
	);
}

/** What is asked over any screen, or the screen. */
function Body({state, session}: {readonly state: WizardState; readonly session: WizardSession}) {
	const {code, quitting, help} = state.shell;
	if (code !== undefined) {
		return <CodeField code={code} />;
	}

	if (quitting !== undefined) {
		return <QuitQuestion lost={quitting} />;
	}

	return help ? <ActionList state={state} /> : <Screen state={state} session={session} />;
}

/** The key that a press stands for: in the list of actions, `enter` is the chosen one's, on the screen behind. */
function keyChosen(session: WizardSession, press: string): string {
	const state = session.getState();
	if (press !== 'enter' || contextOf(state) !== 'help') {
		return press;
	}

	const {rows, cursor} = actionsIn(state);
	const key = rows[cursor]?.keys[0];
	if (key === undefined) {
		return press;
	}

	session.dispatch({type: 'help'});
	return key;
}

/** Where the focus is, and in which Region: another place is another screen, which has to be seen before its keys count. */
function placeOf(state: WizardState): string {
	const region = state.phase === 'rollout' ? currentRegion(state) : undefined;
	const {search} = state.shell;
	const searched = state.shell.help ? `${search?.field.value ?? ''} ${search?.cursor ?? 0}` : '';
	return `${contextOf(state)} ${region ?? ''} ${searched}`;
}

function Screen({state, session}: {readonly state: WizardState; readonly session: WizardSession}) {
	if (state.phase === 'account') {
		return <ResolvingScreen state={state} />;
	}

	const {step} = state;
	switch (step.name) {
		case 'account': {
			return <AccountScreen state={state} />;
		}

		case 'regions': {
			return <RegionsScreen state={state} step={step} />;
		}

		case 'audit': {
			return <AuditScreen state={state} step={step} />;
		}

		case 'criteria': {
			return <CriteriaScreen state={state} step={step} session={session} />;
		}

		case 'apply': {
			return <ApplyScreen state={state} step={step} />;
		}

		case 'scan': {
			return <ScanScreen state={state} session={session} />;
		}

		case 'review': {
			return <ReviewScreen state={state} step={step} session={session} />;
		}

		case 'decide': {
			return <DecideScreen state={state} step={step} session={session} />;
		}

		case 'enforce': {
			return <EnforceScreen state={state} step={step} session={session} />;
		}

		case 'fleet': {
			return <FleetScreen state={state} step={step} session={session} />;
		}

		case 'summary': {
			return <SummaryScreen state={state} step={step} />;
		}

		case 'launches': {
			return <LaunchesScreen state={state} step={step} session={session} />;
		}

		case 'undo': {
			return <UndoScreen state={state} step={step} session={session} />;
		}

		case 'watch': {
			return <WatchScreen state={state} step={step} />;
		}
	}
}

function hintsOf(state: WizardState): readonly KeyHint[] {
	return bindingsIn(state)
		.filter(({isInFooter}) => isInFooter === true)
		.map((binding) => hintOf(binding, state))
		.toSorted((left, right) => placeInFooter(left) - placeInFooter(right));
}

/** The same order on every screen: what goes on, what else there is, what goes back. */
function placeInFooter({keys}: KeyHint): number {
	return keys === 'enter' ? 0 : keys === 'esc' ? 2 : keys === 'q' ? 3 : 1;
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
		const [first = '', ...others] = state.queue;
		return state.queue.length === 0 ? undefined : {name: others.length === 0 ? first : `${state.queue.length} Regions`};
	}

	const name = isInRegion(state) ? regionShown(state) : undefined;
	return name === undefined ? undefined : {name, position: positionShown(state) + 1, count: state.queue.length};
}

function isInRegion({step}: RolloutState): boolean {
	return step.name !== 'account' && step.name !== 'regions' && step.name !== 'fleet';
}
