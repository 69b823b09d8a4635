/** Since the last scan: which offenders are new, which are gone, and which images are judged otherwise than in the complete scan before. */
import type {ScanDifference} from '../../../inventory/comparison/scan-difference.ts';
import {jobsOf, whenWanted} from '../../../machine/effect.ts';
import type {MoveEvent} from '../../../machine/event.ts';
import {movedCursor} from '../../../machine/list.ts';
import {again, failed, here, type Loadable} from '../../../machine/loadable.ts';
import {ec2} from '../../../operations/aws-cli.ts';
import type {OfRegion, RolloutEffect} from '../../context.ts';
import {decideStep} from '../../moves/steps.ts';
import {goTo, withWork} from '../../moves/updates.ts';
import {currentRegion, type RolloutState, type StepOf} from '../../state.ts';
import {rescan} from '../review/scanning-again.ts';
import type {StepModule} from '../step.ts';
import {currentRow, rowsIn} from './rows.ts';

declare module '../../state.ts' {
	interface Steps {
		since: {
			/** The Regions whose differences are listed together. */
			readonly regions: readonly string[];
			readonly cursor: number;
			/** The image whose instances are listed, and the cursor to go back to. */
			readonly opened?: {readonly key: string; readonly cursor: number};
			/** The review as it was left. */
			readonly review: StepOf<'review'>;
		};
	}

	interface Events {
		/** To what is different since the last scan; in there, back. */
		since: Nothing;
		/** The instances of the current image. */
		'open-since': Nothing;
	}
}

/** As soon as two complete scans are there, wherever one looks. */
const compare: RolloutEffect<OfRegion & {readonly id: number}, ScanDifference> = {
	name: 'since',
	wanted: ({work}) =>
		Object.entries(work).flatMap(([region, {since}]) =>
			since === undefined ? [] : whenWanted(since.found, `${region}:${since.now.id}`, {region, id: since.before.id}),
		),
	run: async ({region, id}, {differenceSince, signal}) => differenceSince({region, id, signal}),
	done: (state, difference, {region}) => withFound(state, region, (found) => here(found, difference)),
	failed: (state, problem, {region}) => withFound(state, region, (found) => failed(found, problem)),
};

export const since: StepModule<'since'> = {
	crumbs: ['Since the last scan'],
	track: 'Review',
	on: {
		move,
		'move-to': move,
		'open-since'(state, step) {
			const row = currentRow(state, step);
			return row === undefined || step.opened !== undefined
				? state
				: goTo(state, {...step, cursor: 0, opened: {key: row.key, cursor: step.cursor}});
		},
		rescan: (state) => rescan(state),
		retry: (state, {regions}) =>
			regions.reduce((next, region) => withFound(next, region, (found) => again(found)), state),
		next: (state) => (state.options.purpose === 'rollout' ? goTo(state, decideStep) : state),
		since: (state, {review}) => goTo(state, review),
		back: (state, {opened, ...step}) =>
			opened === undefined ? goTo(state, step.review) : goTo(state, {...step, cursor: opened.cursor}),
	},
	effects: [jobsOf(compare)],
	command: (state, {regions}) =>
		ec2('describe-instance-image-metadata', regions[0] ?? currentRegion(state), state.options),
};

function move(state: RolloutState, step: StepOf<'since'>, event: MoveEvent): RolloutState {
	const moved = {...step, cursor: movedCursor(step.cursor, event, rowsIn(state, step).count)};
	// In a list over the Regions of a fleet run, the current one is that of the current line.
	const region = state.fleet === undefined ? undefined : currentRow(state, moved)?.image.region;
	const position = region === undefined ? -1 : state.queue.indexOf(region);
	return goTo(position === -1 ? state : {...state, position}, moved);
}

function withFound(
	state: RolloutState,
	region: string,
	change: (found: Loadable<ScanDifference>) => Loadable<ScanDifference>,
): RolloutState {
	const {since: known} = state.work[region] ?? {};
	return known === undefined ? state : withWork(state, region, {since: {...known, found: change(known.found)}});
}
