/** What each step of the wizard shows, and what its keys mean. A new step is a line here. */
import type {ReactNode} from 'react';
import type {WizardSession} from '../../rollout/session.ts';
import type {RolloutState, StepName, StepOf} from '../../rollout/state.ts';
import type {StepKeys} from '../keys/step-keys.ts';
import {AccountScreen} from './account/account-screen.tsx';
import {accountKeys} from './account/keys.ts';
import {ApplyScreen} from './apply/apply-screen.tsx';
import {applyKeys} from './apply/keys.ts';
import {AuditScreen} from './audit/audit-screen.tsx';
import {auditKeys} from './audit/keys.ts';
import {CriteriaScreen} from './criteria/criteria-screen.tsx';
import {criteriaKeys} from './criteria/keys.ts';
import {DecideScreen} from './decide/decide-screen.tsx';
import {decideKeys} from './decide/keys.ts';
import {EnforceScreen} from './enforce/enforce-screen.tsx';
import {enforceKeys} from './enforce/keys.ts';
import {FleetScreen} from './fleet/fleet-screen.tsx';
import {fleetKeys} from './fleet/keys.ts';
import {launchesKeys} from './launches/keys.ts';
import {LaunchesScreen} from './launches/launches-screen.tsx';
import {regionsKeys} from './regions/keys.ts';
import {RegionsScreen} from './regions/regions-screen.tsx';
import {reviewKeys} from './review/keys.ts';
import {ReviewScreen} from './review/review-screen.tsx';
import {scanKeys} from './scan/keys.ts';
import {ScanScreen} from './scan/scan-screen.tsx';
import {sinceKeys} from './since/keys.ts';
import {SinceScreen} from './since/since-screen.tsx';
import {summaryKeys} from './summary/keys.ts';
import {SummaryScreen} from './summary/summary-screen.tsx';
import {undoKeys} from './undo/keys.ts';
import {UndoScreen} from './undo/undo-screen.tsx';
import {watchKeys} from './watch/keys.ts';
import {WatchScreen} from './watch/watch-screen.tsx';

/** All that is drawn of a step, and what keys mean there. */
export type StepScreen<Name extends StepName> = {
	readonly keys: StepKeys<Name, string>;
	Screen(this: void, properties: StepProperties<Name>): ReactNode;
};

type StepProperties<Name extends StepName> = {
	readonly state: RolloutState;
	readonly step: StepOf<Name>;
	readonly session: WizardSession;
};

export const screens = {
	account: {Screen: AccountScreen, keys: accountKeys},
	regions: {Screen: RegionsScreen, keys: regionsKeys},
	audit: {Screen: AuditScreen, keys: auditKeys},
	criteria: {Screen: CriteriaScreen, keys: criteriaKeys},
	apply: {Screen: ApplyScreen, keys: applyKeys},
	scan: {Screen: ScanScreen, keys: scanKeys},
	review: {Screen: ReviewScreen, keys: reviewKeys},
	launches: {Screen: LaunchesScreen, keys: launchesKeys},
	since: {Screen: SinceScreen, keys: sinceKeys},
	decide: {Screen: DecideScreen, keys: decideKeys},
	enforce: {Screen: EnforceScreen, keys: enforceKeys},
	summary: {Screen: SummaryScreen, keys: summaryKeys},
	undo: {Screen: UndoScreen, keys: undoKeys},
	watch: {Screen: WatchScreen, keys: watchKeys},
	fleet: {Screen: FleetScreen, keys: fleetKeys},
} as const satisfies {readonly [Name in StepName]: StepScreen<Name>};
