import type {ImageCriteria} from '../criteria/criterion.ts';
import type {Change} from '../operations/change.ts';
import {
	currentRegion,
	currentWork,
	noWork,
	wanted,
	type RolloutState,
	type WizardState,
	type ReviewStep,
	type Step,
} from './state.ts';

/**
Work that a state asks for. The session starts an effect when its `id` first appears, aborts it when the `id` is gone, and turns what came of
it into events; so a screen never holds a promise, and leaving a state stops its work.
*/
export type Effect = {readonly id: string} & (
	| {readonly type: 'identity'; readonly profile?: string}
	| {readonly type: 'profiles'}
	| {readonly type: 'sign-in'; readonly profile?: string}
	| {readonly type: 'permissions'; readonly region: string}
	| {readonly type: 'region-permissions'; readonly region: string}
	| {readonly type: 'unresolved'}
	| {readonly type: 'regions'}
	| {readonly type: 'overview-settings'; readonly region: string}
	| {readonly type: 'overview-counts'; readonly region: string}
	| {readonly type: 'reading'; readonly region: string}
	/** What only `DescribeImages` knows of the images that these criteria leave in doubt. */
	| {readonly type: 'evidence'; readonly region: string; readonly criteria: readonly ImageCriteria[]}
	| {readonly type: 'presets'}
	| {readonly type: 'save-preset'; readonly name: string; readonly criteria: ImageCriteria; readonly overwrite: boolean}
	| {readonly type: 'remove-preset'; readonly name: string}
	/** Notes that a preset was used. */
	| {readonly type: 'use-preset'; readonly name: string}
	| {readonly type: 'load-criteria'; readonly path: string}
	| {readonly type: 'edit-criteria'; readonly text: string}
	| {readonly type: 'change'; readonly change: Change}
	| {readonly type: 'scan'; readonly region: string; readonly scan: number}
	| {
			readonly type: 'impact';
			readonly region: string;
			readonly imageIds: readonly string[];
			readonly launchTemplates: boolean;
	  }
	| {readonly type: 'copy'; readonly text: string}
	| {readonly type: 'open-url'; readonly url: string}
	| {readonly type: 'export'; readonly path: string; readonly overwrite: boolean}
);

export type EffectType = Effect['type'];

/** Everything a state wants to be under way. */
export function effectsOf(state: WizardState): readonly Effect[] {
	if (state.shell.ended !== false) {
		return [];
	}

	const desktop = desktopEffects(state);
	if (state.phase === 'account') {
		const {identity, activity, options} = state;
		const profile = options.profile !== undefined && {profile: options.profile};
		if (activity.type === 'profile' && activity.names.status === 'wanted') {
			return [...desktop, {id: 'profiles', type: 'profiles'}];
		}

		if (activity.type === 'sign-in') {
			return [...desktop, {id: `sign-in:${activity.attempt}`, type: 'sign-in', ...profile}];
		}

		return identity.status === 'wanted'
			? [...desktop, {id: `identity:${identity.attempt}`, type: 'identity', ...profile}]
			: desktop;
	}

	return [
		...desktop,
		...accountEffects(state),
		...overviewEffects(state),
		...scanEffects(state),
		...usedPresetEffects(state),
		...evidenceEffects(state),
		...stepEffects(state),
	];
}

/** What was asked of the desktop around the terminal. */
function desktopEffects({shell: {copying, opening}}: WizardState): Effect[] {
	return [
		...(copying === undefined ? [] : [{id: `copy:${copying}`, type: 'copy', text: copying} as const]),
		...(opening === undefined ? [] : [{id: `open-url:${opening}`, type: 'open-url', url: opening} as const]),
	];
}

function accountEffects(state: RolloutState): Effect[] {
	const effects: Effect[] = [];
	if (state.options.purpose === 'scan-file') {
		return effects;
	}

	const home = homeRegion(state);
	if (state.permissions.status === 'wanted' && home !== undefined) {
		effects.push({id: `permissions:${state.permissions.attempt}`, type: 'permissions', region: home});
	}

	if (state.regions.status === 'wanted') {
		effects.push({id: `regions:${state.regions.attempt}`, type: 'regions'});
	}

	if (state.options.purpose === 'rollout') {
		if (state.unresolved.status === 'wanted') {
			effects.push({id: `unresolved:${state.unresolved.attempt}`, type: 'unresolved'});
		}

		if (state.presets.status === 'wanted') {
			effects.push({id: `presets:${state.presets.attempt}`, type: 'presets'});
		}
	}

	return effects;
}

/** The Region that permissions are tried in: the first one in the list that the account can use. */
function homeRegion(state: RolloutState): string | undefined {
	return state.regions.status === 'here'
		? state.regions.value.find(({optInStatus}) => optInStatus !== 'not-opted-in')?.name
		: undefined;
}

/** The Regions screen fills in by itself; its counting stops when a person goes on, and its readings are kept. */
function overviewEffects(state: RolloutState): Effect[] {
	if (state.step.name !== 'regions' || state.regions.status !== 'here') {
		return [];
	}

	const effects: Effect[] = [];
	for (const [region, {settings, counts}] of Object.entries(state.overview)) {
		if (settings.status === 'wanted') {
			effects.push({id: `overview-settings:${region}:${settings.attempt}`, type: 'overview-settings', region});
		} else if (settings.status === 'here' && counts.status === 'wanted') {
			effects.push({id: `overview-counts:${region}:${counts.attempt}`, type: 'overview-counts', region});
		}
	}

	return effects;
}

/** A scan goes on while its rows are browsed. */
function scanEffects(state: RolloutState): Effect[] {
	return Object.entries(state.work).flatMap(([region, {scan}]) =>
		scan?.status === 'running' ? [{id: `scan:${region}:${scan.id}`, type: 'scan', region, scan: scan.id} as const] : [],
	);
}

function usedPresetEffects(state: RolloutState): Effect[] {
	return Object.entries(state.work).flatMap(([region, {draft}]) =>
		draft?.preset === undefined
			? []
			: [{id: `use-preset:${region}:${draft.preset}`, type: 'use-preset', name: draft.preset} as const],
	);
}

/**
Images whose verdict the applied criteria or a draft leave open are looked up once they are shown. Not while a Region enforces: then AWS hides the
images that aren't allowed, and they would look deregistered.
*/
function evidenceEffects(state: RolloutState): Effect[] {
	const isShown = ['criteria', 'review', 'decide'].includes(state.step.name);
	if (!isShown || state.options.purpose === 'scan-file') {
		return [];
	}

	return state.queue.flatMap((region): Effect[] => {
		const {reading, scan, draft} = state.work[region] ?? noWork;
		if (reading.status !== 'here' || scan?.status !== 'done' || reading.value.settings.State === 'enabled') {
			return [];
		}

		const criteria = [reading.value.settings.ImageCriteria, ...(draft === undefined ? [] : [draft.criteria])];
		return [{id: `evidence:${region}:${scan.id}:${JSON.stringify(criteria)}`, type: 'evidence', region, criteria}];
	});
}

function stepEffects(state: RolloutState): Effect[] {
	const {step} = state;
	switch (step.name) {
		case 'account':
		case 'regions': {
			return [];
		}

		case 'criteria': {
			const effect = criteriaEffect(state);
			return [...regionEffects(state), ...(effect === undefined ? [] : [effect])];
		}

		case 'review': {
			return [...regionEffects(state), ...reviewEffects(step)];
		}

		case 'enforce': {
			return [...regionEffects(state), ...enforceEffects(state, step)];
		}

		case 'audit':
		case 'apply':
		case 'scan':
		case 'decide':
		case 'summary': {
			return regionEffects(state);
		}
	}
}

/** What every step in a Region asks for: its reading, its permissions, and the change under way. */
function regionEffects(state: RolloutState): Effect[] {
	const region = currentRegion(state);
	const {step} = state;
	const {reading, permissions = wanted} = currentWork(state);
	const effects: Effect[] = [];
	if (region === undefined) {
		return effects;
	}

	if (reading.status === 'wanted') {
		effects.push({id: `reading:${region}:${reading.attempt}`, type: 'reading', region});
	}

	if (step.name === 'audit' && permissions.status === 'wanted' && !state.options.readOnly) {
		effects.push({id: `permissions:${region}:${permissions.attempt}`, type: 'region-permissions', region});
	}

	if ('run' in step && step.run.status === 'running') {
		effects.push({id: `change:${region}:${step.run.attempt}`, type: 'change', change: step.run.change});
	}

	return effects;
}

function reviewEffects({references, exporting}: ReviewStep): Effect[] {
	const effects: Effect[] = [];
	if (references?.found.status === 'wanted') {
		const {imageId, region, found} = references;
		const id = `impact:${region}:${imageId}:${found.attempt}`;
		effects.push({id, type: 'impact', region, imageIds: [imageId], launchTemplates: false});
	}

	if (exporting?.phase === 'writing' || exporting?.phase === 'overwriting') {
		const {phase, field} = exporting;
		const overwrite = phase === 'overwriting';
		effects.push({id: `export:${field.value}:${phase}`, type: 'export', path: field.value, overwrite});
	}

	return effects;
}

function enforceEffects(state: RolloutState, {impact}: Extract<Step, {name: 'enforce'}>): Effect[] {
	const region = currentRegion(state);
	const {scan} = currentWork(state);
	if (impact.status !== 'wanted' || region === undefined || scan?.status !== 'done') {
		return [];
	}

	const id = `impact:${region}:${scan.id}:${impact.attempt}`;
	return [{id, type: 'impact', region, imageIds: scan.offendingImages, launchTemplates: true}];
}

function criteriaEffect(state: RolloutState): Effect | undefined {
	if (state.step.name !== 'criteria') {
		return undefined;
	}

	const {view} = state.step;
	switch (view.type) {
		case 'file': {
			return view.loading === false
				? undefined
				: {id: `load-criteria:${view.loading}`, type: 'load-criteria', path: view.loading};
		}

		case 'editor': {
			return {id: `edit-criteria:${view.attempt}`, type: 'edit-criteria', text: view.text};
		}

		case 'save': {
			const {draft} = currentWork(state);
			const overwrite = view.phase === 'overwriting';
			return draft !== undefined && (overwrite || view.phase === 'saving')
				? {
						id: `save-preset:${view.phase}:${view.field.value}`,
						type: 'save-preset',
						name: view.field.value.trim(),
						criteria: draft.criteria,
						overwrite,
					}
				: undefined;
		}

		case 'presets': {
			const preset = state.presets.status === 'here' ? state.presets.value[view.cursor] : undefined;
			return view.removing === 'removing' && preset !== undefined
				? {id: `remove-preset:${preset.name}`, type: 'remove-preset', name: preset.name}
				: undefined;
		}

		case 'sources':
		case 'form':
		case 'editor-errors': {
			return undefined;
		}
	}
}
