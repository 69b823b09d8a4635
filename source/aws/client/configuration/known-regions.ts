import {partition} from '@aws-sdk/core/client';

/** Names as AWS makes them: where, which part of it, and a number. */
const areas = [
	'af',
	'ap',
	'ca',
	'cn',
	'eu',
	'eu-isoe',
	'eusc-de',
	'il',
	'me',
	'mx',
	'sa',
	'us',
	'us-gov',
	'us-iso',
	'us-isob',
	'us-isof',
];
const sides = ['central', 'north', 'northeast', 'northwest', 'east', 'south', 'southeast', 'southwest', 'west'];
const mostOfAKind = 9;

/**
The Regions of a partition that the SDK in this version knows, by name, with where they are: for whoever types one. AWS may have opened others
since. The SDK tells of a name whether it is on its list, and not what is on it; so each possible name is asked for.

@param region A Region of the partition; the commercial one without it.
*/
export function knownRegions(region = 'us-east-1'): ReadonlyArray<{readonly name: string; readonly place: string}> {
	const wanted = partition(region).name;
	return areas
		.flatMap((area) => sides.map((side) => `${area}-${side}`))
		.flatMap((place) => Array.from({length: mostOfAKind}, (_, index) => `${place}-${index + 1}`))
		.flatMap((name) => {
			// The SDK's type leaves out what its list holds.
			const found: {name: string; description?: string} = partition(name);
			return found.description === undefined || found.name !== wanted ? [] : [{name, place: found.description}];
		})
		.toSorted((left, right) => left.name.localeCompare(right.name, 'en'));
}
