import {diffCriteria, renderDiff, type DiffLine} from '../../../criteria/comparison/diff.ts';
import type {ImageCriteria} from '../../../criteria/criterion.ts';
import {sameCriteria} from '../../../criteria/settings.ts';
import {noWork, type RolloutState} from '../../../rollout/state.ts';

type Group = {readonly criteria: ImageCriteria; readonly regions: string[]};

/** What the Regions of a run have now against the criteria to choose, by meaning: those that have the same are told together. */
export function differencesTo(state: RolloutState, chosen: ImageCriteria): readonly DiffLine[] {
	const groups: Group[] = [];
	const unread: string[] = [];
	for (const region of state.fleet?.regions ?? []) {
		const {reading} = state.work[region] ?? noWork;
		if (reading.status !== 'here') {
			unread.push(region);
			continue;
		}

		const {ImageCriteria: criteria} = reading.value.settings;
		const group = groups.find((one) => sameCriteria(one.criteria, criteria));
		if (group === undefined) {
			groups.push({criteria, regions: [region]});
		} else {
			group.regions.push(region);
		}
	}

	return [
		...groups.flatMap(({criteria, regions}): readonly DiffLine[] => {
			const names = regions.join(', ');
			const has = regions.length === 1 ? 'has' : 'have';
			if (criteria.length === 0) {
				return [{sign: ' ', text: `${names} ${has} none now.`}];
			}

			return sameCriteria(criteria, chosen)
				? [{sign: ' ', text: `${names} ${has} these already.`}]
				: [
						{sign: ' ', text: `${names} ${has} others now:`},
						...renderDiff(diffCriteria(criteria, chosen)).filter(({sign}) => sign !== ' '),
					];
		}),
		...(unread.length === 0 ? [] : [{sign: ' ', text: `${unread.join(', ')}: not read.`} as const]),
	];
}
