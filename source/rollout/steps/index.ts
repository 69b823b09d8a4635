/** The steps of the wizard. A new one is a file beside this one, and a line here. */
import type {StepName} from '../state.ts';
import {account} from './account.ts';
import {apply} from './apply.ts';
import {audit} from './audit.ts';
import {criteria} from './criteria/criteria.ts';
import {decide} from './decide.ts';
import {enforce} from './enforce.ts';
import {fleet} from './fleet/fleet.ts';
import {launches} from './launches/launches.ts';
import {regions} from './regions.ts';
import {review} from './review/review.ts';
import {scan} from './scan.ts';
import {since} from './since/since.ts';
import type {StepModule} from './step.ts';
import {summary} from './summary.ts';
import {undo} from './undo.ts';
import {watch} from './watch.ts';

export const steps = {
	account,
	regions,
	audit,
	criteria,
	apply,
	scan,
	review,
	decide,
	enforce,
	summary,
	watch,
	launches,
	since,
	fleet,
	undo,
} as const satisfies {readonly [Name in StepName]: StepModule<Name>};
