import path from 'node:path';
import type {FleetPlans, PreferenceStore, Preset, Presets} from '../operations/ports.ts';
import {directoriesFor} from './files/directories.ts';
import {openFleetPlans} from './fleet-plans.ts';
import {openHistory, type HistoryFile} from './history.ts';
import {openPreferences} from './preferences.ts';
import {openPresets, peekPresets} from './presets.ts';

export type Stores = {
	readonly presets: Presets;
	/** The presets for whoever only looks; none where the file can't be read. */
	readonly peekPresets: () => readonly Preset[];
	readonly ledger: HistoryFile;
	readonly plans: FleetPlans;
	readonly preferences: PreferenceStore;
};

/** Everything this tool keeps on disk; the demo account's is kept apart. Opens nothing until it is used. */
export function openStores(options: {readonly demo: boolean; readonly env: NodeJS.ProcessEnv}): Stores {
	const {config, state} = directoriesFor(options);
	return {
		presets: openPresets(path.join(config, 'presets.json')),
		peekPresets: () => peekPresets(path.join(config, 'presets.json')),
		ledger: openHistory(path.join(state, 'history.ndjson')),
		plans: openFleetPlans(path.join(state, 'fleet.json')),
		preferences: openPreferences(path.join(config, 'preferences.json')),
	};
}
