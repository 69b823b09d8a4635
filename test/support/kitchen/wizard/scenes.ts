/** Every state of the wizard's screens: those of the walk through the demo, and what can go another way from there. */
import type {Scene} from '../scene.ts';
import type {Walk} from '../walk.ts';
import {accountScenes} from './account.ts';
import {changeScenes} from './changes.ts';
import {criteriaScenes} from './criteria.ts';
import {decideScenes} from './decide.ts';
import {enforceScenes} from './enforce.ts';
import {fleetScenes} from './fleet.ts';
import {launchScenes} from './launches.ts';
import {makerOf} from './maker.tsx';
import {regionScenes} from './regions.ts';
import {reviewScenes} from './review.ts';
import {scanScenes} from './scan.ts';
import {shellScenes} from './shell.ts';
import {sinceScenes} from './since.ts';
import {summaryScenes} from './summary.ts';
import {undoScenes} from './undo.ts';
import {watchScenes} from './watch.ts';

export function wizardScenes(walk: Walk): readonly Scene[] {
	const maker = makerOf(walk);
	return rooms.flatMap((scenesOf) => scenesOf(maker));
}

const rooms = [
	accountScenes,
	regionScenes,
	changeScenes,
	criteriaScenes,
	scanScenes,
	reviewScenes,
	launchScenes,
	sinceScenes,
	decideScenes,
	enforceScenes,
	summaryScenes,
	undoScenes,
	watchScenes,
	fleetScenes,
	shellScenes,
] as const;
