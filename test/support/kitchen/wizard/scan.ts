/** A scan, and what can be browsed before it is done. */
import {Inventory} from '../../../../source/inventory/store.ts';
import {reviewStep} from '../../../../source/rollout/moves/steps.ts';
import type {ScanRecord} from '../../../../source/rollout/state.ts';
import {wideCriteria} from '../hostile.ts';
import type {Scene} from '../scene.ts';
import type {Inventories} from '../still.ts';
import {partialOf} from './inventories.ts';
import type {Maker} from './maker.tsx';
import {unreachable} from './problems.ts';
import {withWork, settingsOf, scanOf} from './states.ts';

export function scanScenes({stops, midway, at}: Maker): readonly Scene[] {
	const broken = new Inventory();
	broken.expectRegions(['us-east-1']);
	broken.failRegion('us-east-1', unreachable);
	const partial = partialOf(midway);
	const inHalf = new Map([['us-east-1', midway]]);
	const inPartial = new Map([['us-east-1', partial]]);
	const scanned = scanOf(stops.scanned.state);
	const asked = (name: string, scan: ScanRecord, inventories: Inventories) =>
		at('scanned', `scan: ${name}`, (state) => withWork(state, {scan}), {inventories});
	return [
		asked('begun', {status: 'running', id: 1}, new Map([['us-east-1', new Inventory()]])),
		asked('running', {status: 'running', id: 1}, inHalf),
		at('scanned', 'scan: done'),
		at('scanned', 'scan: done, refused before', (state) => ({
			...state,
			shell: {
				...state.shell,
				notice: {tone: 'warning', text: 'Review: not now, the scan is not done.', refused: 'enter'},
			},
		})),
		asked('partial', {...scanned, isComplete: false}, inPartial),
		asked('cancelled', {status: 'cancelled', id: 1}, inHalf),
		asked('settings changed', {status: 'changed', id: 1}, inHalf),
		asked('failed', {status: 'failed', id: 1, problem: unreachable}, new Map([['us-east-1', broken]])),
		at('scanned', 'scan: somebody else changed it', (state) =>
			withWork(state, {
				scan: {status: 'changed', id: 1},
				foreign: {expected: settingsOf(state), found: {...settingsOf(state), ImageCriteria: wideCriteria}},
			}),
		),
		at(
			'scanned',
			'review: browsing midway',
			(state) => ({
				...withWork(state, {scan: {status: 'running', id: 1}}),
				step: reviewStep,
			}),
			{inventories: inHalf},
		),
		at(
			'scanned',
			'review: incomplete',
			(state) => ({
				...withWork(state, {scan: {...scanned, isComplete: false}}),
				step: reviewStep,
			}),
			{inventories: inPartial},
		),
		at(
			'scanned',
			'review: nothing came in',
			(state) => ({
				...withWork(state, {scan: {status: 'failed', id: 1, problem: unreachable}}),
				step: reviewStep,
			}),
			{inventories: new Map([['us-east-1', broken]])},
		),
	];
}
