/** "What runs here now" as criteria to start from: the fewest providers that allow every image in use. */
import {mostCriteria, type ImageCriteria} from '../criterion.ts';
import {mostProviders} from '../parameters/image-providers.ts';
import {isProviderAlias, providerInWords, trustedAs} from '../provider.ts';
import {trustNeeded, type Trust} from '../trust.ts';
import type {ImageInUse} from '../comparison/what-if.ts';
import {knownPublisher} from './publishers.ts';
import type {InUse} from './suggest.ts';

export type WhatRuns = {
	/** Valid, and as few criteria as hold the providers: one for up to 200 of them; own images only, where nothing else runs. */
	readonly criteria: ImageCriteria;
	/** Why each provider is in there, those with most instances first. */
	readonly providers: readonly RunningProvider[];
	/** Own images, which are allowed whatever the criteria say. */
	readonly own: InUse;
	/** Images in use that no provider can be told for, or that found no room: the criteria may not allow them. */
	readonly left: readonly ImageInUse[];
};

/** A provider of images in use, and what it costs in trust to allow it. */
type RunningProvider = Trust &
	InUse & {
		/** A value of `ImageProviders`: an alias where the images have one, else the account. */
		readonly provider: string;
		/** "Amazon or its verified providers", "account 444455556666". */
		readonly name: string;
		/** Who the account is commonly known to be. A hint to check, nothing the risk rests on. */
		readonly publisher?: string;
	};

/**
Gives the smallest criteria that allow every image in use: its providers and nothing else, by the alias that AWS gives them (`amazon`,
`aws-marketplace`, `aws-backup-vault`) or else by account.

@param images those in use, of one Region or of many.
@param account whose own images need no criterion: 12 digits.
*/
export function criteriaOfWhatRuns(images: readonly ImageInUse[], account: string): WhatRuns {
	const [foreign, own] = parted(images, ({evidence}) => evidence.OwnerId !== account);
	const groups = Map.groupBy(foreign, ({evidence}) => trustedAs(evidence));
	const known = groups
		.entries()
		.flatMap(([provider, ofProvider]) => (provider === undefined ? [] : [providerOfGroup(provider, ofProvider)]))
		.toArray()
		.toSorted(mostFirst);
	const providers = known.slice(0, mostProviders * mostCriteria);
	const inside = new Set<string | undefined>(providers.map(({provider}) => provider));
	return {
		criteria: criteriaOf(providers.map(({provider}) => provider)),
		providers,
		own: countOf(own),
		left: foreign.filter(({evidence}) => !inside.has(trustedAs(evidence))),
	};
}

function providerOfGroup(provider: string, images: readonly ImageInUse[]): RunningProvider {
	const publisher = isProviderAlias(provider) ? undefined : knownPublisher(provider);
	return {
		provider,
		name: providerInWords(provider),
		...countOf(images),
		...trustNeeded({
			criterion: {ImageProviders: [provider]},
			provider,
			isPublic: images.some(({evidence}) => evidence.IsPublic !== false),
			isOlder: false,
			others: [],
		}),
		...(publisher !== undefined && {publisher}),
	};
}

/** Aliases first, as one reads them; then the accounts, those with most instances first. */
function criteriaOf(providers: readonly string[]): ImageCriteria {
	const [accounts, aliases] = parted(providers, (provider) => !isProviderAlias(provider));
	const all = [...aliases.toSorted(), ...accounts];
	return all.length === 0
		? [{ImageProviders: ['none']}]
		: Array.from({length: Math.ceil(all.length / mostProviders)}, (_, index) => ({
				ImageProviders: all.slice(index * mostProviders, (index + 1) * mostProviders),
			}));
}

function mostFirst(one: RunningProvider, other: RunningProvider): number {
	const differences = [
		other.instances - one.instances,
		other.images - one.images,
		one.provider.localeCompare(other.provider, 'en'),
	];
	return differences.find((difference) => difference !== 0) ?? 0;
}

function countOf(images: readonly ImageInUse[]): InUse {
	return {instances: images.reduce((sum, {instances}) => sum + instances, 0), images: images.length};
}

function parted<Value>(values: readonly Value[], test: (value: Value) => boolean): readonly [Value[], Value[]] {
	const {true: yes = [], false: no = []} = Object.groupBy(values, (value) => (test(value) ? 'true' : 'false'));
	return [yes, no];
}
