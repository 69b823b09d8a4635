import type {Inventory} from '../inventory/store.ts';
import {problemOf} from '../problem.ts';
import type {Cloud, ImageReference, LaunchTemplateUse} from './ports.ts';

/** What enforcing would hit beyond running instances. */
export type Impact = {
	readonly references: readonly ImageReference[];
	readonly launchTemplates: readonly LaunchTemplateUse[];
	/** What could not be asked, in words; a note, never a failure. */
	readonly notes: readonly string[];
};

type Asking = {
	readonly cloud: Cloud;
	/** What was scanned of the Region, if anything. */
	readonly inventory: Inventory | undefined;
	readonly signal: AbortSignal;
};

/** What holds on to these images beyond running instances. What may not be asked becomes a note; only an interruption rejects. */
export async function findImpact(
	{region, imageIds, launchTemplates}: {region: string; imageIds: readonly string[]; launchTemplates: boolean},
	asking: Asking,
): Promise<Impact> {
	const {cloud, signal} = asking;
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
			imageIds.length === 0 ? [] : cloud.references(region, imageIds, signal),
		),
		launchTemplates
			? orNote('Launch templates are not known', async () => blockedTemplates(region, imageIds, asking))
			: [],
	]);
	return {references, launchTemplates: templates, notes};
}

/** Launch templates that name an image which isn't allowed, whether an instance runs it or not; SSM parameters are shown as such. */
async function blockedTemplates(
	region: string,
	imageIds: readonly string[],
	{cloud, signal, inventory}: Asking,
): Promise<readonly LaunchTemplateUse[]> {
	const templates = await cloud.launchTemplates(region, signal);
	const offending = new Set(imageIds);
	const unseen = new Set(
		templates.map(({imageId}) => imageId).filter((id) => id.startsWith('ami-') && inventory?.hasImage(id) !== true),
	);
	if (unseen.size > 0) {
		for await (const batch of cloud.evidence(region, [...unseen], signal)) {
			for (const {ImageId, ImageAllowed} of batch) {
				if (ImageAllowed === false) {
					offending.add(ImageId);
				}
			}
		}
	}

	return templates.filter(({imageId}) => offending.has(imageId) || imageId.startsWith('resolve:ssm:'));
}
