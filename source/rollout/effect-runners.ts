import {readCriteria} from '../criteria/check.ts';
import {formatIssue} from '../criteria/issue.ts';
import {ProblemError} from '../problem.ts';
import {carryOut, regionOf} from '../operations/change.ts';
import type {Effect} from './effects.ts';
import type {ResultEvent} from './events.ts';
import {exportRows} from './export.ts';
import {findImpact} from './impact.ts';
import {resolveUnknown} from './resolving.ts';
import {collectEvidence, count, scan} from './scanning.ts';
import type {EffectContext} from './world.ts';

/** Runs one effect to its end and gives what came of it; rejects with what went wrong. */
export async function runEffect(effect: Effect, context: EffectContext): Promise<ResultEvent | undefined> {
	const {world, signal, emit} = context;
	switch (effect.type) {
		case 'identity': {
			const cloud = await world.openCloud(effect.profile === undefined ? {} : {profile: effect.profile});
			context.setCloud(cloud);
			return {type: 'identity', identity: await cloud.identity(signal)};
		}

		case 'profiles': {
			return {type: 'profiles', names: await world.profiles()};
		}

		case 'sign-in': {
			await world.signIn(effect.profile, signal);
			return {type: 'signed-in'};
		}

		case 'region-permissions': {
			const {region} = effect;
			return {type: 'region-permissions', region, checks: await context.cloud().permissions(region, signal)};
		}

		case 'permissions': {
			return {type: 'permissions', checks: await context.cloud().permissions(effect.region, signal)};
		}

		case 'unresolved': {
			return {type: 'unresolved', entries: await resolveUnknown(context)};
		}

		case 'regions': {
			return {type: 'regions', regions: await context.cloud().regions(signal)};
		}

		case 'overview-settings': {
			const {region} = effect;
			return {type: 'overview-settings', region, settings: await context.cloud().settings(region, signal)};
		}

		case 'overview-counts': {
			return count(effect.region, context);
		}

		case 'reading': {
			const {region} = effect;
			return {
				type: 'reading',
				region,
				settings: await context.cloud().settings(region, signal),
				at: world.now().toISOString(),
			};
		}

		case 'evidence': {
			await collectEvidence(effect, context);
			return undefined;
		}

		case 'presets': {
			return {type: 'presets', presets: await world.presets.list()};
		}

		case 'save-preset': {
			const {name, criteria, overwrite} = effect;
			return {type: 'preset-saved', preset: await world.presets.save({name, criteria}, {overwrite})};
		}

		case 'remove-preset': {
			await world.presets.remove(effect.name);
			return {type: 'preset-removed', name: effect.name};
		}

		case 'use-preset': {
			await world.presets.markUsed(effect.name);
			return undefined;
		}

		case 'load-criteria': {
			return loadCriteria(effect.path, context);
		}

		case 'edit-criteria': {
			return {type: 'editor-closed', text: await world.editText(effect.text, signal)};
		}

		case 'change': {
			const {state} = context;
			if (state.phase !== 'rollout') {
				return undefined;
			}

			const ports = {cloud: context.cloud(), ledger: world.ledger, identity: state.identity};
			const result = await carryOut(effect.change, ports, signal, (stage) => {
				emit({type: 'change-stage', stage});
			});
			return {type: 'change-result', region: regionOf(effect.change), result, at: world.now().toISOString()};
		}

		case 'scan': {
			return scan(effect.region, effect.scan, context);
		}

		case 'impact': {
			return {type: 'impact', region: effect.region, impact: await findImpact(effect, context)};
		}

		case 'open-url': {
			return {type: 'opened', url: effect.url, isOpened: await world.openUrl(effect.url)};
		}

		case 'copy': {
			await world.copy(effect.text);
			return {type: 'copied', text: effect.text};
		}

		case 'export': {
			return exportList(effect, context);
		}
	}
}

/** Writes what is marked in the list, or all that is listed. */
async function exportList(
	{path, overwrite}: {path: string; overwrite: boolean},
	{world, browser, state, signal}: EffectContext,
): Promise<ResultEvent | undefined> {
	if (state.phase !== 'rollout') {
		return undefined;
	}

	const marked = browser.markedRows();
	const rows = marked.length > 0 ? marked : [...browser.rowsInView()];
	const chunks = exportRows(path, {inventory: browser.inventory, rows}, state, world.now());
	await world.writeFile(path, chunks, {overwrite, signal});
	return {type: 'exported', path, rows: rows.length};
}

async function loadCriteria(path: string, {world, signal}: EffectContext): Promise<ResultEvent> {
	const check = readCriteria(await world.readText(path, signal));
	if (check.criteria === undefined) {
		throw new ProblemError({
			kind: 'invalid-criteria',
			what: `${path} has ${check.errors.length} ${check.errors.length === 1 ? 'error' : 'errors'}.`,
			next: check.errors.map((issue) => formatIssue(issue)).join(' '),
		});
	}

	return {type: 'criteria-loaded', criteria: check.criteria, origin: path};
}
