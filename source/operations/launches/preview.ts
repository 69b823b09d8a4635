/** What other criteria would do to what launches, beside the instances that run. */
import {counted} from '../../counted.ts';
import type {ImageCriteria} from '../../criteria/criterion.ts';
import {compileCriteria} from '../../criteria/evaluation/evaluate.ts';
import {isSource, type Launch, type RegionLaunches} from './launch.ts';
import {sourceInWords, sourceNames} from './words.ts';

/** So many of what would newly fail are named. */
const mostNamed = 2;

/**
One sentence: "+1 launch source newly blocked (Auto Scaling group ci (desired 3)); 12 of 140 launch sources would be blocked." Instances are counted
elsewhere. What is not known never counts as allowed; where nobody asked, or not all could be asked, it says so.
*/
export function launchPreview(
	criteria: ImageCriteria,
	found: RegionLaunches | undefined,
	{account, now}: {readonly account: string; readonly now: Date},
): string {
	if (found === undefined) {
		return 'What it would do to launch templates, Auto Scaling groups and the like is not known yet: L in the review reads them.';
	}

	const evaluator = compileCriteria(criteria, {account, now});
	const sources = found.launches.filter((launch) => isSource(launch));
	const changes = sources.map((launch) => ({
		launch,
		after: launch.evidence === undefined ? ('unknown' as const) : evaluator.verdict(launch.evidence),
	}));
	const those = (test: (launch: Launch, after: (typeof changes)[number]['after']) => boolean): readonly Launch[] =>
		changes.filter(({launch, after}) => test(launch, after)).map(({launch}) => launch);
	const blocked = those((_, after) => after === 'not-allowed');
	const unknown = those((_, after) => after === 'unknown');
	const newlyBlocked = those(({allowed}, after) => allowed === true && after === 'not-allowed');
	const newlyAllowed = those(({allowed}, after) => allowed === false && after === 'allowed');
	const news = [
		...(newlyBlocked.length > 0
			? [`${counted(newlyBlocked.length, 'launch source')} newly blocked (${namesOf(newlyBlocked)})`]
			: []),
		...(newlyAllowed.length > 0 ? [`${counted(newlyAllowed.length, 'launch source')} newly allowed`] : []),
	];
	if (sources.length === 0) {
		return `No launch source is known here${found.gaps.length > 0 ? '; not all that launches could be asked for' : ''}.`;
	}

	return [
		`${news.length === 0 ? 'No launch source changes' : news.join(', ')}: `,
		`${blocked.length} of ${sources.length} would be blocked`,
		unknown.length > 0 ? `, ${unknown.length} not known` : '',
		found.gaps.length > 0 ? '; not all that launches could be asked for' : '',
		'.',
	].join('');
}

function namesOf(launches: readonly Launch[]): string {
	const names = launches.slice(0, mostNamed).map((launch) => `${sourceNames[launch.type]} ${sourceInWords(launch)}`);
	const more = launches.length - names.length;
	return new Intl.ListFormat('en').format(more > 0 ? [...names, `${more} more`] : names);
}
