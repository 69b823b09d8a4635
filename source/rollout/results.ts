/** Takes in what came of the effects. */
import {sameCriteria, sameSettings} from '../criteria/settings.ts';
import {didYouMean} from '../nearest.ts';
import type {Problem} from '../problem.ts';
import {safeText} from '../safe-text.ts';
import type {RegionInfo} from '../operations/ports.ts';
import {startReview, startRollout} from './account.ts';
import {finishChange} from './changing.ts';
import {failCriteria, finishEditing, takeInCriteria} from './criteria.ts';
import type {Effect} from './effects.ts';
import type {ResultEvent} from './events.ts';
import {
	again,
	currentRegion,
	here,
	noWork,
	wanted,
	type Loadable,
	type Notice,
	type RegionOverview,
	type RolloutState,
	type WizardState,
} from './state.ts';
import {goTo, offeredStep, withNotice, withOverview, withReading, withWork} from './steps.ts';

export function reduceResult(state: WizardState, result: ResultEvent): WizardState {
	if (result.type === 'copied') {
		const lines = result.text.split('\n').length;
		return finishDesktop(state, {tone: 'info', text: `Copied ${lines === 1 ? result.text : `${lines} lines`}.`});
	}

	if (result.type === 'opened') {
		const text = result.isOpened
			? 'Opened in your browser.'
			: `No browser was found here; the address is on the clipboard: ${result.url}`;
		return finishDesktop(state, {tone: 'info', text});
	}

	if (result.type === 'failed' && (result.effect.type === 'copy' || result.effect.type === 'open-url')) {
		return finishDesktop(state, {tone: 'warning', text: `${result.problem.what} ${result.problem.next}`});
	}

	if (state.phase === 'rollout') {
		return reduceRolloutResult(state, result);
	}

	switch (result.type) {
		case 'identity': {
			return startRollout(state, result.identity);
		}

		case 'profiles': {
			const {activity} = state;
			return activity.type === 'profile'
				? {...state, activity: {...activity, names: here(activity.names, result.names)}}
				: state;
		}

		case 'signed-in': {
			return {...state, activity: {type: 'none'}, identity: again(state.identity)};
		}

		case 'failed': {
			return result.effect.type === 'profiles' && state.activity.type === 'profile'
				? {...state, activity: {...state.activity, names: failed(state.activity.names, result.problem)}}
				: {...state, activity: {type: 'none'}, identity: failed(state.identity, result.problem)};
		}

		default: {
			return state;
		}
	}
}

function reduceRolloutResult(state: RolloutState, result: ResultEvent): RolloutState {
	switch (result.type) {
		case 'region-permissions': {
			const {region, checks} = result;
			return withWork(state, region, {permissions: here(state.work[region]?.permissions ?? wanted, checks)});
		}

		case 'permissions': {
			return {...state, permissions: here(state.permissions, result.checks)};
		}

		case 'unresolved': {
			return {...state, unresolved: here(state.unresolved, result.entries)};
		}

		case 'regions': {
			return takeInRegions(state, result.regions);
		}

		case 'overview-settings': {
			return withOverview(state, result.region, (row) => ({...row, settings: here(row.settings, result.settings)}));
		}

		case 'overview-counting': {
			return withOverview(state, result.region, (row) => ({...row, soFar: result.counts}));
		}

		case 'overview-counts': {
			return withOverview(state, result.region, (row) => ({...row, counts: here(row.counts, result.counts)}));
		}

		case 'overview-failed': {
			const {region, part, problem} = result;
			return withOverview(state, region, (row) =>
				part === 'settings'
					? {...row, settings: failed(row.settings, problem)}
					: {...row, counts: failed(row.counts, problem)},
			);
		}

		case 'reading': {
			return takeInReading(state, result);
		}

		case 'presets': {
			return {...state, presets: here(state.presets, result.presets)};
		}

		case 'preset-saved': {
			const saved = withNotice(
				{...state, presets: again(state.presets)},
				'info',
				`Saved as preset "${result.preset.name}".`,
			);
			return saved.step.name === 'criteria' ? goTo(saved, {...saved.step, view: {type: 'form', cursor: 0}}) : saved;
		}

		case 'preset-removed': {
			const removed = withNotice({...state, presets: again(state.presets)}, 'info', `Removed preset "${result.name}".`);
			return removed.step.name === 'criteria'
				? goTo(removed, {...removed.step, view: {type: 'presets', cursor: 0, removing: false}})
				: removed;
		}

		case 'criteria-loaded': {
			return takeInCriteria(state, result.criteria, result.origin);
		}

		case 'editor-closed': {
			return finishEditing(state, result.text);
		}

		case 'change-stage': {
			const {step} = state;
			return 'run' in step && step.run.status === 'running'
				? goTo(state, {...step, run: {...step.run, stage: result.stage}})
				: state;
		}

		case 'change-result': {
			return finishChange(state, result.region, result.result, result.at);
		}

		case 'scan-done': {
			return finishScan(state, result);
		}

		case 'impact': {
			return takeInImpact(state, result);
		}

		case 'exported': {
			const {step} = state;
			if (step.name !== 'review') {
				return state;
			}

			const {exporting: _, ...closed} = step;
			return withNotice(goTo(state, closed), 'info', `Wrote ${result.rows} rows to ${result.path}.`);
		}

		case 'failed': {
			return takeInFailure(state, result.effect, result.problem);
		}

		case 'copied':
		case 'opened':
		case 'profiles':
		case 'identity':
		case 'signed-in': {
			return state;
		}
	}
}

function takeInRegions(state: RolloutState, regions: readonly RegionInfo[]): RolloutState {
	const {options} = state;
	const names = regions.map(({name}) => name);
	const missing = options.regions?.find((name) => !names.includes(name));
	if (missing !== undefined) {
		const next = didYouMean(missing, names, `There are ${names.join(', ')}.`);
		const problem = {kind: 'not-found', what: `There is no Region ${safeText(missing)}.`, next} as const;
		return {...state, regions: failed(state.regions, problem)};
	}

	const listed = options.regions === undefined ? regions : regions.filter(({name}) => options.regions?.includes(name));
	const open = listed.filter(({optInStatus}) => optInStatus !== 'not-opted-in').map(({name}) => name);
	const known = {...state, regions: here(state.regions, listed)};
	if (options.purpose === 'review') {
		return startReview(known, open);
	}

	const row: RegionOverview = {settings: wanted, counts: wanted};
	return {
		...known,
		overview: Object.fromEntries(open.map((name) => [name, state.overview[name] ?? row])),
		marked: options.regions === undefined ? state.marked : open,
	};
}

function takeInReading(
	state: RolloutState,
	{region, settings, at}: Extract<ResultEvent, {type: 'reading'}>,
): RolloutState {
	const work = state.work[region] ?? noWork;
	const read = withReading(state, region, settings, at);
	const {step} = read;
	if (region !== currentRegion(read)) {
		return read;
	}

	if (step.name === 'audit' && step.run.status === 'ready') {
		return offeredStep(read, settings);
	}

	// A change that failed without an answer may have been made all the same: the Region says so now.
	if (step.name === 'enforce' && step.run.status === 'failed' && settings.State === 'enabled') {
		const enforced = goTo(withWork(read, region, {outcome: 'enforced'}), {name: 'summary'});
		return withNotice(enforced, 'warning', `No answer came, but ${region} reports that it is enabled.`);
	}

	if (
		step.name === 'apply' &&
		(step.run.status === 'failed' || step.run.status === 'ready') &&
		work.draft !== undefined &&
		sameCriteria(settings.ImageCriteria, work.draft.criteria)
	) {
		const answer = 'The Region reports these criteria.';
		return goTo(read, {...step, run: {status: 'done', answer}});
	}

	return read;
}

function finishScan(state: RolloutState, result: Extract<ResultEvent, {type: 'scan-done'}>): RolloutState {
	const {region, id, before, after, isComplete, counts, offendingImages, at} = result;
	const {scan} = state.work[region] ?? noWork;
	if (scan?.status !== 'running' || scan.id !== id) {
		return state;
	}

	const read = withReading(state, region, after, at);
	if (!sameSettings(before, after)) {
		return withWork(read, region, {scan: {status: 'changed', id}});
	}

	const finished = withWork(read, region, {
		scan: {status: 'done', id, settings: after, isComplete, counts, offendingImages, finishedAt: at},
	});
	return withOverview(finished, region, (row) => ({
		...row,
		counts: isComplete ? here(row.counts, counts) : row.counts,
		soFar: counts,
	}));
}

function takeInImpact(state: RolloutState, {region, impact}: Extract<ResultEvent, {type: 'impact'}>): RolloutState {
	const {step} = state;
	if (step.name === 'enforce' && region === currentRegion(state)) {
		return goTo(state, {...step, impact: here(step.impact, impact)});
	}

	return step.name === 'review' && step.references?.region === region
		? goTo(state, {...step, references: {...step.references, found: here(step.references.found, impact)}})
		: state;
}

function takeInFailure(state: RolloutState, effect: Effect, problem: Problem): RolloutState {
	const {step} = state;
	switch (effect.type) {
		case 'region-permissions': {
			const {region} = effect;
			return withWork(state, region, {permissions: failed(state.work[region]?.permissions ?? wanted, problem)});
		}

		case 'permissions': {
			return {...state, permissions: failed(state.permissions, problem)};
		}

		case 'evidence': {
			return withNotice(state, 'warning', `Some verdicts stay unknown: ${problem.what} ${problem.next}`);
		}

		case 'unresolved': {
			return withNotice(
				{...state, unresolved: failed(state.unresolved, problem)},
				'warning',
				`${problem.what} ${problem.next}`,
			);
		}

		case 'regions': {
			return {...state, regions: failed(state.regions, problem)};
		}

		case 'overview-settings':
		case 'overview-counts': {
			const part = effect.type === 'overview-settings' ? 'settings' : 'counts';
			return reduceRolloutResult(state, {type: 'overview-failed', region: effect.region, part, problem});
		}

		case 'reading': {
			return withWork(state, effect.region, {reading: failed((state.work[effect.region] ?? noWork).reading, problem)});
		}

		case 'presets': {
			return {...state, presets: failed(state.presets, problem)};
		}

		case 'scan': {
			const {scan} = state.work[effect.region] ?? noWork;
			return scan?.status === 'running' && scan.id === effect.scan
				? withWork(state, effect.region, {scan: {status: 'failed', id: scan.id, problem}})
				: state;
		}

		case 'impact': {
			if (step.name === 'enforce') {
				return goTo(state, {...step, impact: failed(step.impact, problem)});
			}

			return step.name === 'review' && step.references !== undefined
				? goTo(state, {...step, references: {...step.references, found: failed(step.references.found, problem)}})
				: state;
		}

		case 'export': {
			if (step.name !== 'review' || step.exporting === undefined) {
				return state;
			}

			const phase = problem.code === 'exists' ? 'overwrite?' : 'naming';
			return goTo(state, {...step, exporting: {...step.exporting, phase, problem}});
		}

		case 'save-preset':
		case 'remove-preset':
		case 'load-criteria':
		case 'edit-criteria': {
			return failCriteria(state, problem);
		}

		case 'change': {
			const region = currentRegion(state) ?? '';
			return finishChange(state, region, {type: 'failed', problem, isSent: true}, '');
		}

		// That a preset's date of last use could not be kept stands in nobody's way.
		case 'use-preset':
		case 'copy':
		case 'open-url':
		case 'profiles':
		case 'identity':
		case 'sign-in': {
			return state;
		}
	}
}

/** Says what became of what was asked of the desktop, in any state. */
function finishDesktop<State extends WizardState>(state: State, notice: Notice): State {
	const {copying: _copying, opening: _opening, ...shell} = state.shell;
	return {...state, shell: {...shell, notice}};
}

function failed<Value>(
	{attempt}: Loadable<Value>,
	problem: Problem,
): {status: 'failed'; attempt: number; problem: Problem} {
	return {status: 'failed', attempt, problem};
}
