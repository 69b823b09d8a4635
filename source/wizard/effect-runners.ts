import type {ImageCriteria} from '../criteria/criterion.ts';
import {compileCriteria} from '../criteria/evaluate.ts';
import type {ImageEvidence} from '../criteria/image.ts';
import {readCriteria} from '../criteria/check.ts';
import {formatIssue} from '../criteria/issue.ts';
import {sameSettings} from '../criteria/settings.ts';
import type {Browser} from '../inventory/browser.ts';
import type {Inventory} from '../inventory/store.ts';
import {ProblemError, problemOf} from '../problem.ts';
import {countsOf} from './counts.ts';
import {exportRows} from './export.ts';
import {carryOut, hasTakenEffect, regionOf} from './change.ts';
import type {Effect} from './effects.ts';
import type {ResultEvent} from './events.ts';
import type {Cloud, HistoryEntry, LaunchTemplateUse, Ledger, Presets} from './ports.ts';
import type {Impact, WizardState} from './state.ts';

/** Everything outside that the session may use. */
export type World = {
	/** A cloud for these credentials; called for each try at an identity, so that a fresh sign-in is seen. */
	openCloud(options: {profile?: string}): Promise<Cloud>;
	readonly ledger: Ledger;
	readonly presets: Presets;
	/** The text of a file a person named. */
	readText(path: string, signal: AbortSignal): Promise<string>;
	/** Lets a person edit text in `$EDITOR`, the terminal handed over meanwhile. */
	editText(text: string, signal: AbortSignal): Promise<string>;
	/** The profiles of the AWS configuration files, by name. */
	profiles(): Promise<readonly string[]>;
	/** Runs `aws sso login`, the terminal handed over meanwhile. */
	signIn(profile: string | undefined, signal: AbortSignal): Promise<void>;
	/** Opens an address in a browser; where there is none, puts it on the clipboard and gives false. */
	openUrl(url: string): Promise<boolean>;
	/** Puts text on the clipboard; rejects where that is not possible, with the text in the message. */
	copy(text: string): Promise<void>;
	/** Writes a file atomically; rejects with code `exists` if it is there and `overwrite` is not set. */
	writeFile(
		path: string,
		chunks: Iterable<string> | AsyncIterable<string>,
		options: {overwrite: boolean; signal: AbortSignal},
	): Promise<void>;
	now(): Date;
};

export type EffectContext = {
	readonly world: World;
	readonly state: WizardState;
	readonly cloud: () => Cloud;
	readonly setCloud: (cloud: Cloud) => void;
	readonly browser: Browser;
	readonly inventoryOf: (region: string) => Inventory | undefined;
	readonly freshInventory: (region: string) => Inventory;
	readonly signal: AbortSignal;
	readonly emit: (result: ResultEvent) => void;
};

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

/** A scan to decide upon: what the Region reported before it and after it belongs to it. */
async function scan(region: string, id: number, context: EffectContext): Promise<ResultEvent> {
	const {world, signal} = context;
	const inventory = context.freshInventory(region);
	inventory.expectRegions([region]);
	try {
		const before = await context.cloud().settings(region, signal);
		await fill(inventory, region, context);
		const after = await context.cloud().settings(region, signal);
		return {
			type: 'scan-done',
			region,
			id,
			before,
			after,
			isComplete: inventory.coverage.isComplete(region),
			counts: countsOf(inventory, region),
			offendingImages: inventory.offendingImages(region),
			at: world.now().toISOString(),
		};
	} catch (error) {
		// A scan that stopped anywhere is never taken for the whole.
		inventory.failRegion(region, problemOf(error));
		throw error;
	}
}

/** Counts a Region's instances for the list of Regions; what is counted so far is told now and then. */
async function count(region: string, context: EffectContext): Promise<ResultEvent> {
	const inventory = context.freshInventory(region);
	inventory.expectRegions([region]);
	const stop = inventory.subscribe(() => {
		context.emit({type: 'overview-counting', region, counts: countsOf(inventory, region)});
	});
	try {
		await fill(inventory, region, context);
	} catch (error) {
		inventory.failRegion(region, problemOf(error));
		throw error;
	} finally {
		stop();
	}

	const [failure] = inventory.coverage.failures(region);
	if (failure !== undefined) {
		throw new ProblemError(failure.problem);
	}

	return {type: 'overview-counts', region, counts: countsOf(inventory, region)};
}

async function fill(inventory: Inventory, region: string, {cloud, signal}: EffectContext): Promise<void> {
	for await (const event of cloud().scan(region, signal)) {
		signal.throwIfAborted();
		inventory.apply(event);
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

/**
Entries whose outcome nobody knows (the process was killed, or no answer came) are resolved by reading their Regions. Gives those of this
account, resolved where their Region could be read.
*/
async function resolveUnknown({world, cloud, state, signal}: EffectContext): Promise<readonly HistoryEntry[]> {
	const entries = await world.ledger.entries();
	const open = entries.filter(
		(entry) =>
			entry.outcome.status === 'unknown' &&
			entry.resolved === undefined &&
			state.phase === 'rollout' &&
			entry.account === state.identity.account,
	);
	return Promise.all(
		open.map(async (entry) => {
			try {
				const found = await settledSince(entry, {cloud: cloud(), now: world.now(), signal});
				const resolved = resolutionOf(entry, found);
				await world.ledger.resolve(entry.id, resolved);
				return {...entry, resolved};
			} catch {
				// A Region that can't be read now stays unresolved, and is asked again at the next start.
				return entry;
			}
		}),
	);
}

/** How long a Region may go on reporting what was before a change, in milliseconds. */
const settlingTime = 120_000;

/** What a Region reports of an entry; while the change may only not be reported yet, no change is waited out before it is believed. */
async function settledSince(
	{region, at, before}: HistoryEntry,
	{cloud, now, signal}: {readonly cloud: Cloud; readonly now: Date; readonly signal: AbortSignal},
): Promise<HistoryEntry['before']> {
	const found = await cloud.settings(region, signal);
	if (!sameSettings(found, before) || now.getTime() - Date.parse(at) > settlingTime) {
		return found;
	}

	try {
		return await cloud.waitForSettings(region, (settings) => !sameSettings(settings, before), signal);
	} catch {
		// Time is up. Whatever else went wrong, this reading meets it again.
		return cloud.settings(region, signal);
	}
}

/** What a reading says of an entry whose outcome was not known. */
export function resolutionOf(
	entry: HistoryEntry,
	found: HistoryEntry['before'],
): NonNullable<HistoryEntry['resolved']> {
	if (hasTakenEffect(entry.kind, entry.after, found)) {
		return 'took effect';
	}

	return sameSettings(found, entry.before) ? 'did not take effect' : 'overtaken by another change';
}

/** Looks up the images that any of the criteria leave in doubt, each once, and adds what is known of them to the inventory. */
async function collectEvidence(
	{region, criteria}: {region: string; criteria: readonly ImageCriteria[]},
	{cloud, world, state, signal, inventoryOf}: EffectContext,
): Promise<void> {
	const inventory = inventoryOf(region);
	if (inventory === undefined || state.phase !== 'rollout') {
		return;
	}

	const context = {account: state.identity.account, now: world.now()};
	const evaluators = criteria.map((one) => compileCriteria(one, context));
	const inDoubt = inventory
		.images(region)
		.flatMap(({evidence}) => (evidence !== undefined && !isLookedUp(evidence) ? [evidence] : []))
		.filter((image) => evaluators.some((evaluator) => evaluator.verdict(image) === 'unknown'))
		.map(({ImageId}) => ImageId)
		.toArray();
	if (inDoubt.length > 0) {
		for await (const images of cloud().evidence(region, [...new Set(inDoubt)], signal)) {
			inventory.addEvidence(region, images);
		}
	}
}

/** Whether `DescribeImages` was asked already: it always tells product codes, or that it does not know the image. */
function isLookedUp({deregistered, ProductCodes}: ImageEvidence): boolean {
	return deregistered === true || ProductCodes !== undefined;
}

/** What holds on to these images beyond running instances. What may not be asked becomes a note. */
async function findImpact(
	{region, imageIds, launchTemplates}: {region: string; imageIds: readonly string[]; launchTemplates: boolean},
	context: EffectContext,
): Promise<Impact> {
	const {signal} = context;
	const notes: string[] = [];
	const orNote = async <Value>(what: string, ask: () => Promise<readonly Value[]>): Promise<readonly Value[]> => {
		try {
			return await ask();
		} catch (error) {
			signal.throwIfAborted();
			notes.push(`${what}: ${problemOf(error).what}`);
			return [];
		}
	};

	const [references, templates] = await Promise.all([
		orNote('References are not known', async () =>
			imageIds.length === 0 ? [] : context.cloud().references(region, imageIds, signal),
		),
		launchTemplates
			? orNote('Launch templates are not known', async () => blockedTemplates(region, imageIds, context))
			: [],
	]);
	return {references, launchTemplates: templates, notes};
}

/** Launch templates that name an image which isn't allowed, whether an instance runs it or not; SSM parameters are shown as such. */
async function blockedTemplates(
	region: string,
	imageIds: readonly string[],
	{cloud, signal, inventoryOf}: EffectContext,
): Promise<readonly LaunchTemplateUse[]> {
	const templates = await cloud().launchTemplates(region, signal);
	const offending = new Set(imageIds);
	const inventory = inventoryOf(region);
	const unseen = new Set(
		templates.map(({imageId}) => imageId).filter((id) => id.startsWith('ami-') && inventory?.hasImage(id) !== true),
	);
	if (unseen.size > 0) {
		for await (const batch of cloud().evidence(region, [...unseen], signal)) {
			for (const {ImageId, ImageAllowed} of batch) {
				if (ImageAllowed === false) {
					offending.add(ImageId);
				}
			}
		}
	}

	return templates.filter(({imageId}) => offending.has(imageId) || imageId.startsWith('resolve:ssm:'));
}
