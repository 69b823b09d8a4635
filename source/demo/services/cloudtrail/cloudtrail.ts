import type {LiveAccount} from '../../account/live-account.ts';
import type {Action} from '../../protocol/action.ts';
import {jsonProtocol} from '../../protocol/json-protocol.ts';
import {jsonRefusals} from '../refusals.ts';
import {regionalService, type Service} from '../service.ts';
import {lookupEvents} from './lookup-events.ts';

const refusals = jsonRefusals('cloudtrail');
const actions: ReadonlyMap<string, Action> = new Map([['LookupEvents', lookupEvents(refusals)]]);

/** CloudTrail: the management events of the last ninety days. */
export function cloudTrailService(live: LiveAccount): Service {
	return regionalService(live, {
		name: 'cloudtrail',
		target: 'com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101',
		protocol: jsonProtocol,
		refusals,
		actions,
	});
}
