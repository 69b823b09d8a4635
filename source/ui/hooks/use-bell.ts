import {useEffect, useRef} from 'react';
import type {WizardState} from '../../rollout/state.ts';
import {useTerminal} from './use-terminal.ts';

/** Work that takes longer is worth a call, in milliseconds: nobody looks at it all the time. */
const longWork = 10_000;

/** Calls a person who looks elsewhere, where that was asked for: another launch was refused, something is alarming, a long scan has ended. */
export function useBell(state: WizardState): void {
	const {ringBell} = useTerminal();
	const newest = useRef(-Infinity);
	const alarm = useRef<string>(undefined);
	const scans = useRef<ReadonlyMap<string, number>>(new Map());
	useEffect(() => {
		const refused = newestRefused(state);
		const {notice} = state.shell;
		const alarming = notice?.tone === 'danger' ? notice.text : undefined;
		const now = performance.now();
		const running = new Map(runningScans(state).map((scan) => [scan, scans.current.get(scan) ?? now]));
		const hasLongEnded = scans.current.entries().some(([scan, since]) => !running.has(scan) && now - since >= longWork);
		if (refused > newest.current || (alarming !== undefined && alarming !== alarm.current) || hasLongEnded) {
			ringBell();
		}

		newest.current = Math.max(refused, newest.current);
		alarm.current = alarming;
		scans.current = running;
	}, [state, ringBell]);
}

/** When the newest of the refused launches was, in milliseconds since 1970; `-Infinity` where there is none. */
function newestRefused(state: WizardState): number {
	return state.phase === 'account'
		? -Infinity
		: Object.values(state.work)
				.flatMap(({watched}) => watched?.launches.map(({time}) => Date.parse(time)) ?? [])
				.reduce((newest, time) => Math.max(newest, time), -Infinity);
}

function runningScans(state: WizardState): readonly string[] {
	return state.phase === 'account'
		? []
		: Object.entries(state.work).flatMap(([region, {scan}]) =>
				scan?.status === 'running' ? [`${region} ${scan.id}`] : [],
			);
}
