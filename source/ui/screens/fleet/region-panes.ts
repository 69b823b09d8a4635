/** What a wide window tells of the Region under the cursor, beside the table of a fleet run. */
import {capitalized} from '../../../capitalized.ts';
import {counted} from '../../../counted.ts';
import {sameCriteria} from '../../../criteria/settings.ts';
import {noWork, type RolloutState} from '../../../rollout/state.ts';
import type {FleetRow} from '../../../rollout/steps/fleet/rows.ts';
import {diffCriteria, renderDiff} from '../../../criteria/comparison/diff.ts';
import type {Pane} from '../../components/panels/panes.tsx';
import {wrapped, type Line} from '../../components/text/lines.tsx';
import {blank, criteriaLines, diffLines, factLines, problemLines, type Look} from '../../components/text/text-lines.ts';
import type {Symbols} from '../../theme.ts';
import {aboutRow, sourcesInShort} from './about-row.ts';

/** Where the Region is and what was found, then the criteria that it has. */
export function regionPanes(state: RolloutState, row: FleetRow, symbols: Symbols): readonly Pane[] {
	return [
		{title: row.region, lines: (width) => aboutLines(state, row, {width, symbols})},
		{title: 'Its criteria', lines: (width) => appliedLines(state, row, {width, symbols})},
	];
}

function aboutLines(state: RolloutState, row: FleetRow, look: Look): readonly Line[] {
	const {where, decision, problem, counts, sources} = row;
	// The title says which Region it is.
	const words = aboutRow(state, row).replace(`${row.region}: `, '');
	const number = (value: number | undefined): string => value?.toLocaleString('en-US') ?? 'not known';
	const facts: ReadonlyArray<readonly [string, string]> = [
		['State', row.state === '' ? 'not read' : row.state],
		['Where', where.words],
		['Decision', decision.words],
		...(counts === undefined
			? []
			: ([
					['Instances', number(counts.instances)],
					[
						'Not allowed',
						counts.notAllowed === 0 ? '0' : `${number(counts.notAllowed)}, of ${counted(counts.images, 'image')}`,
					],
					['No verdict', number(counts.unknown)],
					['Hidden', counts.hidden === undefined ? 'could not be asked for' : number(counts.hidden)],
					['Sources', sourcesInShort(sources)],
				] as const)),
	];
	return [
		...factLines(
			facts.filter(([, value]) => value !== ''),
			look,
		),
		blank,
		...(problem !== undefined && words === `${problem.what} ${problem.next}`
			? problemLines(problem, look)
			: wrapped(capitalized(words), look.width, {
					tone: problem === undefined ? 'muted' : 'warning',
				})),
	];
}

/** The criteria that the Region reported last, and what differs from them in those of the run. */
function appliedLines(state: RolloutState, {region}: FleetRow, look: Look): readonly Line[] {
	const {reading} = state.work[region] ?? noWork;
	if (reading.status !== 'here') {
		return wrapped('They were not read, so they are not known.', look.width, {tone: 'warning'});
	}

	const {State, ImageCriteria: applied} = reading.value.settings;
	const chosen = state.fleet?.chosen;
	const difference =
		chosen === undefined || sameCriteria(applied, chosen.criteria)
			? []
			: renderDiff(diffCriteria(applied, chosen.criteria)).filter(({sign}) => sign !== ' ');
	return [
		...(State === 'disabled'
			? wrapped('Nothing is restricted while Allowed AMIs is off.', look.width, {tone: 'muted'})
			: []),
		...(applied.length === 0 && State === 'disabled'
			? wrapped('It has none.', look.width, {tone: 'muted'})
			: criteriaLines(applied, look)),
		...(difference.length === 0
			? []
			: [
					blank,
					...wrapped(`Those of the run, ${chosen?.origin ?? ''}, are other ones:`, look.width, {tone: 'heading'}),
					...diffLines(difference, look),
				]),
	];
}
