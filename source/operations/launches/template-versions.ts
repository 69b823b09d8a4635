import {problemOf, type Problem} from '../../problem.ts';
import {sideBySide} from '../side-by-side.ts';
import type {Gaps} from './gaps.ts';
import type {ChainLink} from './launch.ts';
import type {LaunchCloud, LaunchTemplate, LaunchTemplateVersion, TemplateReference} from './ports.ts';

/** An image as something names it, with the way to it. */
export type NamedImage = {
	/** As in `LaunchSource`. */
	readonly imageId: string;
	readonly chain: readonly ChainLink[];
	readonly unresolved?: string;
};

/** How a launch template names the image of an SSM parameter. */
const parameterPrefix = 'resolve:ssm:';

const atOnce = 4;

type Asking = {readonly region: string; readonly cloud: LaunchCloud; readonly gaps: Gaps; readonly signal: AbortSignal};

/** The versions of launch templates that matter, and the image that each stands for at this moment. */
export class TemplateVersions {
	readonly #asking: Asking;
	readonly #heads = new Map<string, LaunchTemplate>();
	readonly #versions = new Map<string, LaunchTemplateVersion>();
	/** The versions of which it was asked what their parameters stand for. */
	readonly #resolved = new Set<string>();
	/** By parameter as it is named. */
	readonly #parameters = new Map<string, string>();
	/** Why a reference leads nowhere. */
	readonly #failures = new Map<string, string>();
	#problem: string | undefined;

	constructor(asking: Asking) {
		this.#asking = asking;
	}

	/** Reads every template with its default and its latest version. */
	async readCurrent(): Promise<void> {
		const {region, cloud, gaps, signal} = this.#asking;
		const [templates, versions] = await Promise.all([
			gaps.pages('Launch templates', () => cloud.templates(region, signal)),
			gaps.pages('Versions of launch templates', () => cloud.currentVersions(region, signal)),
		]);
		for (const template of templates.items) {
			this.#heads.set(template.id, template);
		}

		for (const version of versions.items) {
			this.#versions.set(keyOf(version.templateId, version.version), version);
		}

		if (!versions.isWhole) {
			this.#problem = 'the versions of launch templates could not be read';
		}
	}

	/** Reads the versions that are named and not there yet, those of each template together. */
	async readNamed(references: readonly TemplateReference[]): Promise<void> {
		const missing = new Map<string, TemplateReference[]>();
		for (const reference of references) {
			if (this.#find(reference) !== undefined || this.#failures.has(textOf(reference))) {
				continue;
			}

			const template = reference.id ?? reference.name ?? '';
			missing.set(template, [...(missing.get(template) ?? []), reference]);
		}

		if (this.#problem !== undefined) {
			// Whoever may not read the versions of all templates may not read those of one; the gap is named already.
			return;
		}

		await sideBySide(missing.values().toArray(), atOnce, async (named) => this.#readOf(named));
	}

	/** Asks AWS which images the parameters stand for that any of the versions names; each version once. */
	async resolveParameters(): Promise<void> {
		const unasked = [...this.#versions].filter(
			([key, {imageId}]) => imageId?.startsWith(parameterPrefix) && !this.#resolved.has(key),
		);
		for (const [key] of unasked) {
			this.#resolved.add(key);
		}

		const byTemplate = Map.groupBy(
			unasked.map(([, version]) => version),
			({templateId}) => templateId,
		);
		const results = await sideBySide(byTemplate.values().toArray(), atOnce, async (versions) =>
			this.#resolve(versions),
		);
		const problems = results.flat();
		const [first] = problems;
		if (first === undefined) {
			return;
		}

		// Many versions may name the same parameter.
		const count = new Set(problems.map(({parameter}) => parameter)).size;
		this.#asking.gaps.add(
			`The images of ${count === 1 ? 'an SSM parameter' : `${count} SSM parameters`} that launch templates name`,
			first.problem,
		);
	}

	/** Every version that was read, with what it launches: the default and the latest ones, and those that something names. */
	*sources(): Generator<{readonly template: LaunchTemplateVersion; readonly image: NamedImage}, void> {
		for (const template of this.#versions.values()) {
			if (template.imageId !== undefined) {
				yield {template, image: this.#imageOf(template, this.#rolesOf(template))};
			}
		}
	}

	/** What a reference to a template launches. */
	imageOf(reference: TemplateReference): NamedImage {
		const version = this.#find(reference);
		if (version !== undefined) {
			return this.#imageOf(version, reference.version);
		}

		const {id, name, version: asked} = reference;
		const head = this.#head(reference);
		return {
			imageId: '',
			chain: [{type: 'template', id: id ?? head?.id ?? '', name: name ?? head?.name ?? id ?? '', asked}],
			unresolved:
				this.#failures.get(textOf(reference)) ?? this.#problem ?? `its launch template has no version ${asked}`,
		};
	}

	/** What an image that is named outright stands for: itself, or the parameter's where a template names the same. */
	direct(imageId: string): NamedImage {
		if (!imageId.startsWith(parameterPrefix)) {
			return {imageId, chain: []};
		}

		const resolved = this.#parameters.get(imageId);
		const chain: readonly ChainLink[] = [{type: 'parameter', name: imageId.slice(parameterPrefix.length)}];
		return resolved === undefined
			? {imageId, chain, unresolved: 'which image the SSM parameter stands for is not known'}
			: {imageId: resolved, chain};
	}

	#imageOf(version: LaunchTemplateVersion, asked: string): NamedImage {
		const link: ChainLink = {
			type: 'template',
			id: version.templateId,
			name: version.templateName,
			version: version.version,
			asked,
		};
		if (version.imageId === undefined) {
			return {
				imageId: '',
				chain: [link],
				unresolved: `version ${version.version} of its launch template names no image`,
			};
		}

		const {imageId, chain, unresolved} = this.direct(version.imageId);
		return {
			imageId,
			chain: [link, ...chain],
			...(unresolved !== undefined && {
				unresolved: this.#failures.get(keyOf(version.templateId, version.version)) ?? unresolved,
			}),
		};
	}

	#rolesOf({templateId, version, isDefault}: LaunchTemplateVersion): string {
		const head = this.#heads.get(templateId);
		const isLatest = head?.latestVersion === version;
		return (head === undefined ? isDefault : head.defaultVersion === version)
			? '$Default'
			: isLatest
				? '$Latest'
				: String(version);
	}

	#head({id, name}: TemplateReference): LaunchTemplate | undefined {
		return id === undefined ? this.#heads.values().find((head) => head.name === name) : this.#heads.get(id);
	}

	#find(reference: TemplateReference): LaunchTemplateVersion | undefined {
		const head = this.#head(reference);
		const id = reference.id ?? head?.id ?? this.#idOf(reference.name);
		if (id === undefined) {
			return undefined;
		}

		const {version} = reference;
		if (version !== '$Latest' && version !== '$Default') {
			return this.#versions.get(keyOf(id, Number(version)));
		}

		if (head !== undefined) {
			return this.#versions.get(keyOf(id, version === '$Latest' ? head.latestVersion : head.defaultVersion));
		}

		// Without the list of templates the versions themselves tell: there are at most these two of a template.
		const known = this.#versions
			.values()
			.filter(({templateId}) => templateId === id)
			.toArray();
		if (version === '$Default') {
			return known.find(({isDefault}) => isDefault);
		}

		// Of versions that were not read to the end, the latest may be the one that is missing.
		return this.#problem === undefined ? known.toSorted((one, other) => other.version - one.version)[0] : undefined;
	}

	#idOf(name: string | undefined): string | undefined {
		return this.#versions.values().find(({templateName}) => templateName === name)?.templateId;
	}

	async #readOf(references: readonly TemplateReference[]): Promise<void> {
		const {region, cloud, signal} = this.#asking;
		const [first] = references;
		if (first === undefined) {
			return;
		}

		const versions = [...new Set(references.map(({version}) => version))];
		const {id, name} = first;
		try {
			const template = {...(id !== undefined && {id}), ...(name !== undefined && {name})};
			for (const found of await cloud.versions(region, {...template, versions, isResolved: false}, signal)) {
				this.#versions.set(keyOf(found.templateId, found.version), found);
			}
		} catch (error) {
			signal.throwIfAborted();
			if (versions.length > 1) {
				// One version that isn't there fails the call for all.
				for (const reference of references) {
					await this.#readOf([reference]);
				}

				return;
			}

			const problem = problemOf(error);
			for (const reference of references) {
				this.#failures.set(textOf(reference), problem.what);
			}

			this.#asking.gaps.add(`Version ${first.version} of the launch template ${name ?? id ?? ''}`, problem);
		}
	}

	/** Gives what went wrong, and with which parameter. */
	async #resolve(
		versions: readonly LaunchTemplateVersion[],
	): Promise<ReadonlyArray<{readonly parameter: string | undefined; readonly problem: Problem}>> {
		const {region, cloud, signal} = this.#asking;
		const [first] = versions;
		if (first === undefined) {
			return [];
		}

		try {
			const resolved = await cloud.versions(
				region,
				{id: first.templateId, versions: versions.map(({version}) => String(version)), isResolved: true},
				signal,
			);
			for (const {templateId, version, imageId} of resolved) {
				const named = this.#versions.get(keyOf(templateId, version))?.imageId;
				if (named !== undefined && imageId !== undefined && !imageId.startsWith(parameterPrefix)) {
					this.#parameters.set(named, imageId);
				}
			}

			return [];
		} catch (error) {
			signal.throwIfAborted();
			if (versions.length > 1) {
				const problems = await sideBySide(versions, 1, async (version) => this.#resolve([version]));
				return problems.flat();
			}

			const problem = problemOf(error);
			this.#failures.set(keyOf(first.templateId, first.version), problem.what);
			return [{parameter: first.imageId, problem}];
		}
	}
}

function keyOf(templateId: string, version: number): string {
	return `${templateId} ${version}`;
}

function textOf({id, name, version}: TemplateReference): string {
	return `${id ?? name ?? ''} ${version}`;
}
