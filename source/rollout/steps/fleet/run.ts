/** A fleet run as the state keeps it: the same criteria in many Regions, each Region on its own way. */
import type {ImageCriteria} from '../../../criteria/criterion.ts';
import type {AllowedImagesSettings} from '../../../criteria/settings.ts';
import type {Change, ChangeStage} from '../../../operations/change/change.ts';
import type {Problem} from '../../../problem.ts';
import type {FleetList} from './columns.ts';
import type {ActiveRow} from './plan.ts';

/** The criteria that a run puts everywhere, and where they came from, in words. */
export type ChosenCriteria = {
	readonly criteria: ImageCriteria;
	readonly origin: string;
	/** The name of the preset that they are. */
	readonly preset?: string;
};

export type FleetRun = {
	/** What the history and the plan on disk call it; absent until the plan was confirmed and written down. */
	readonly id?: string;
	/** In the order of the list; a Region that is taken out is not in it. */
	readonly regions: readonly string[];
	readonly chosen?: ChosenCriteria;
	/** Absent for a Region that the plan leaves out. */
	readonly progress: Readonly<Record<string, RegionProgress>>;
	/** A person stopped it: what has not begun is left. */
	readonly isStopped: boolean;
	/** How the table is sorted and filtered; as the run has it where absent. What a run does covers every Region all the same. */
	readonly list?: FleetList;
	/** The Region that the cursor was on before all of them were reviewed. */
	readonly cursor?: string;
};

/** Where a Region of a run is. Its scan, once the criteria are applied, is in the Region's own work. */
export type RegionProgress =
	| {readonly status: 'waiting'; readonly row: ActiveRow}
	| {
			readonly status: 'changing';
			readonly row: ActiveRow;
			/** How many of the row's steps are made. */
			readonly made: number;
			readonly change: Change;
			readonly stage: ChangeStage;
	  }
	/** As planned: audit mode is on, the criteria are applied. */
	| {readonly status: 'applied'}
	| {readonly status: 'enforcing'; readonly change: Change; readonly stage: ChangeStage}
	| {readonly status: 'enforced'}
	/** Somebody else changed it; nothing was sent. */
	| {readonly status: 'foreign'; readonly expected: AllowedImagesSettings; readonly found: AllowedImagesSettings}
	/** `sent`: no answer came, and AWS may have carried it out all the same; the Region is read again. */
	| {readonly status: 'failed'; readonly problem: Problem; readonly sent?: Change}
	/** AWS carried it out, and the Region reports something else than was intended. */
	| {readonly status: 'differs'; readonly expected: AllowedImagesSettings; readonly found: AllowedImagesSettings}
	/** Stopped before anything was sent. */
	| {readonly status: 'left'}
	/** It was as planned, and is as it was before. */
	| {readonly status: 'taken back'};

/** A Region's progress that is a change on its way. */
export function isOnItsWay(
	progress: RegionProgress | undefined,
): progress is Extract<RegionProgress, {change: Change}> {
	return progress?.status === 'changing' || progress?.status === 'enforcing';
}

/** Whether anything of a run is still to be sent, or on its way. */
export function isRunning({progress}: FleetRun): boolean {
	return Object.values(progress).some((one) => one.status === 'waiting' || isOnItsWay(one));
}

/** Whether a run did all that was planned: nothing of it is left to go on with. */
export function isFinished({id, progress}: FleetRun): boolean {
	return (
		id !== undefined &&
		Object.values(progress).every(({status}) => ['applied', 'enforced', 'enforcing', 'taken back'].includes(status))
	);
}
