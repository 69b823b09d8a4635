/** What a change does, as its step announces it: it is sent once all of that has been on the screen, and not before. */
import {sameCriteria, sameSettings, type AllowedImagesSettings} from '../criteria/settings.ts';
import type {ImageCriteria} from '../criteria/criterion.ts';
import type {MoveEvent} from '../machine/event.ts';
import {isIdle, type ChangeRun} from './changing.ts';
import {canApplyDraft, canChange} from './guards.ts';
import {goTo} from './moves/updates.ts';
import {isSeen, scrolled, withDrawn, type Drawn, type Read} from './shown.ts';
import {currentRegion, currentSettings, currentWork, type RolloutState, type StepOf} from './state.ts';

declare module './state.ts' {
	interface Events {
		/** Told by the screen, never by a key: a frame with these lines of an announcement has been written to the terminal. */
		'shown-change': Drawn<Announcement>;
	}
}

/** What is told, by what it is made from. Whichever of that is another, it is another announcement, which has to be seen anew. */
export type Announcement = {
	/** What can be sent from here; a screen that sends nothing is scrolled all the same. */
	readonly change: 'audit-mode' | 'loosening' | 'criteria' | 'nothing';
	readonly region: string | undefined;
	readonly settings: AllowedImagesSettings | undefined;
	/** What is to take the place of the criteria. */
	readonly criteria: ImageCriteria;
	/** Whether it failed before: that is told, too. */
	readonly run: ChangeRun['status'];
};

/** A step that a change leaves from without words being typed. */
export type Announcing = StepOf<'audit'> | StepOf<'apply'>;

/** What a step announces as it is now. */
export function announcementOf(state: RolloutState, step: Announcing): Announcement {
	return {
		change: changeFrom(state, step),
		region: currentRegion(state),
		settings: currentSettings(state),
		criteria: (step.name === 'apply' ? currentWork(state).draft?.criteria : undefined) ?? none,
		run: step.run.status,
	};
}

const none: ImageCriteria = [];

function changeFrom(state: RolloutState, step: Announcing): Announcement['change'] {
	if (!isIdle(step.run)) {
		return 'nothing';
	}

	if (step.name === 'apply') {
		return canApplyDraft(state) === true ? 'criteria' : 'nothing';
	}

	if (canChange(state) !== true) {
		return 'nothing';
	}

	return step.isLooseningAsked ? 'loosening' : currentSettings(state)?.State === 'disabled' ? 'audit-mode' : 'nothing';
}

function isSame(left: Announcement, right: Announcement): boolean {
	return (
		left.change === right.change &&
		left.region === right.region &&
		left.run === right.run &&
		areSameSettings(left.settings, right.settings) &&
		sameCriteria(left.criteria, right.criteria)
	);
}

function areSameSettings(left: Announcement['settings'], right: Announcement['settings']): boolean {
	return left === right || (left !== undefined && right !== undefined && sameSettings(left, right));
}

/** Whether all of what a step announces has been on the screen, from its first line to its last: only then it is sent. */
export function isAnnounced(state: RolloutState, step: Announcing): boolean {
	const shown = step.read?.shown;
	return shown !== undefined && isSame(shown.panel, announcementOf(state, step)) && isSeen(shown);
}

/** Whether there is something to be read before what it tells of can be sent. */
export function isToBeRead(state: RolloutState, step: Announcing): boolean {
	return changeFrom(state, step) !== 'nothing' && !isAnnounced(state, step);
}

/** Through what is announced, never past lines that have not been drawn. */
export function readOn(state: RolloutState, step: Announcing, event: MoveEvent): RolloutState {
	const {top, shown} = step.read ?? {top: 0};
	const next = scrolled(top, event, shown);
	return next === top ? state : goTo(state, {...step, read: {...step.read, top: next}});
}

/** What every step that announces does with what was drawn of that, and with what scrolls it. */
export const onAnnounced = {
	'shown-change'(state: RolloutState, step: Announcing, drawn: Drawn<Announcement>): RolloutState {
		if (!isSame(announcementOf(state, step), drawn.panel)) {
			return state;
		}

		const read: Read<Announcement> = step.read ?? {top: 0};
		const shown = withDrawn(read.shown, drawn, isSame);
		return shown === read.shown ? state : goTo(state, {...step, read: {...read, shown}});
	},
	move: readOn,
	'move-to': readOn,
};
