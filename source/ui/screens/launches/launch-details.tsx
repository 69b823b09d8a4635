import {useMemo} from 'react';
import {counted} from '../../../counted.ts';
import {compileCriteria} from '../../../criteria/evaluation/evaluate.ts';
import {canChange} from '../../../rollout/guards.ts';
import {appliedCriteria, enforceableCriteria} from '../../../rollout/judged.ts';
import type {WizardSession} from '../../../rollout/session.ts';
import type {RolloutState, StepOf} from '../../../rollout/state.ts';
import {launchOf, type LaunchRow} from '../../../rollout/steps/launches/rows.ts';
import {suggestionsForLaunch} from '../../../rollout/steps/launches/suggestions.ts';
import {useRested} from '../../hooks/use-rested.ts';
import {useTheme} from '../../hooks/use-theme.ts';
import {Details} from '../details.tsx';
import {draftLines, offerLines, untilLines} from '../review/detail-lines.ts';
import {launchFacts, launchLines} from './launch-lines.ts';

/** How what the current row tells of comes to its image, why that is or isn't allowed, and what would allow it. */
export function LaunchDetails({
	state,
	step,
	session,
	row,
	width,
	height,
}: {
	readonly state: RolloutState;
	readonly step: StepOf<'launches'>;
	readonly session: WizardSession;
	readonly row: LaunchRow | undefined;
	readonly width: number;
	readonly height: number;
}) {
	const look = {width, symbols: useTheme().symbols};
	const launch = row && launchOf(row);
	const criteria = launch && appliedCriteria(state, launch.region);
	const {account} = state.identity;
	const now = session.now();
	const explanation = useMemo(
		() =>
			launch?.evidence === undefined || criteria === undefined
				? undefined
				: compileCriteria(criteria, {account, now}).explain(launch.evidence),
		[criteria, account, launch, now.getTime()],
	);
	const rested = useRested(launch, 80);
	const draft = launch === undefined ? undefined : state.work[launch.region]?.draft?.criteria;
	const suggestions = useMemo(
		() =>
			rested === undefined
				? []
				: suggestionsForLaunch(state, session.inventoryOf(rested.region), rested, session.now()),
		// The state is read for the criteria and the launches alone.
		[rested, draft, criteria],
	);
	const until =
		launch?.allowed === true && launch.evidence !== undefined
			? untilLines(enforceableCriteria(state, launch.region), launch.evidence, {account, now, width})
			: [];
	const before =
		row === undefined
			? []
			: [
					...launchLines(row, {explanation, now, look, until}),
					...(launch?.allowed === false ? draftLines(draft, launch.evidence, {account, now, width}) : []),
				];
	const offers = offerLines(
		suggestions.map((suggestion) => ({
			...suggestion,
			cleared: `${counted(suggestion.sources, 'launch source')} and ${counted(suggestion.clears.instances, 'offender')}`,
		})),
		{from: before.length, canAdd: canChange(state) === true, look},
	);
	return (
		<Details
			session={session}
			of={row?.key ?? ''}
			lines={[...before, ...offers.lines, ...(row === undefined ? [] : launchFacts(row, look))]}
			cards={offers.cards}
			details={step.details}
			isZoomed={step.isZoomed}
			width={width}
			height={height}
		/>
	);
}
