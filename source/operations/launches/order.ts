import {sourceTypes, type Launch} from './launch.ts';

const ranks = new Map<string, number>(sourceTypes.map((type, rank) => [type, rank]));

/**
Orders what launches by what hurts most: what isn't allowed first, then what isn't known; within that what launches by itself first, and of
one kind what launches most.
*/
export function byHarm(one: Launch, other: Launch): number {
	const differences = [
		verdictRank(one) - verdictRank(other),
		(ranks.get(one.type) ?? 0) - (ranks.get(other.type) ?? 0),
		weightOf(other) - weightOf(one),
	];
	return (
		differences.find((difference) => difference !== 0) ??
		[one.region, one.name ?? one.id, one.id, one.imageId]
			.join('\n')
			.localeCompare([other.region, other.name ?? other.id, other.id, other.imageId].join('\n'), 'en')
	);
}

function verdictRank({allowed}: Launch): number {
	return allowed === false ? 0 : allowed === null ? 1 : 2;
}

function weightOf({capacity, launches}: Launch): number {
	return capacity ?? launches ?? 0;
}
