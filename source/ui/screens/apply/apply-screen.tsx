import {Box} from 'ink';
import {capitalized} from '../../../capitalized.ts';
import type {ImageCriteria} from '../../../criteria/criterion.ts';
import {diffCriteria, renderDiff} from '../../../criteria/comparison/diff.ts';
import type {Preview} from '../../../operations/change/preview.ts';
import {wholeLists} from '../../../criteria/whole-lists.ts';
import {canApplyDraft} from '../../../rollout/guards.ts';
import type {WizardSession} from '../../../rollout/session.ts';
import {currentRegion, currentSettings, currentWork, type RolloutState, type StepOf} from '../../../rollout/state.ts';
import {line, wrapped, type Line} from '../../components/text/lines.tsx';
import {blank, criteriaLines, diffLines, inForceLines, type Look} from '../../components/text/text-lines.ts';
import {Toned} from '../../components/text/toned.tsx';
import {useBodySize} from '../../hooks/use-body-size.ts';
import {useDraftEffect} from '../../hooks/use-draft-effect.ts';
import {useTheme} from '../../hooks/use-theme.ts';
import type {Pane} from '../../components/panels/panes.tsx';
import {Announcing} from '../announcing.tsx';
import {effectLines} from '../effect-lines.ts';
import {runLines} from '../run-lines.ts';
import {Waiting} from '../waiting.tsx';

/** What is in force and what will be, side by side, right before it is sent; and once more what it does. */
export function ApplyScreen({
	state,
	step,
	session,
}: {
	readonly state: RolloutState;
	readonly step: StepOf<'apply'>;
	readonly session: WizardSession;
}) {
	const {height} = useBodySize();
	const {symbols} = useTheme();
	const region = currentRegion(state) ?? '';
	const draft = currentWork(state).draft?.criteria ?? [];
	// What somebody else has set meanwhile was read, but is gone on from only when that is asked for.
	const settings = step.run.status === 'foreign' ? step.run.found : currentSettings(state);
	const applied = settings?.ImageCriteria ?? [];
	const isOff = settings?.State === 'disabled';
	const effect = useDraftEffect(state, session);
	const {status} = step.run;
	const guard = status === 'ready' ? canApplyDraft(state) : true;
	const isOver = ['done', 'foreign', 'differs'].includes(status);
	const came = {lines: (width: number) => runLines(step.run, region, {width, symbols})};
	const inForce: Pane = {title: 'Criteria now', lines: (width) => inForceLines(settings, {width, symbols})};
	return (
		<Box flexDirection="column">
			<Toned tone="heading">{isOver ? `Criteria of ${region}` : `Replace the criteria of ${region}`}</Toned>
			<Waiting run={step.run} region={region} height={height - 1}>
				{(room) => (
					<Announcing
						state={state}
						step={step}
						session={session}
						height={room}
						panes={
							isOver
								? [
										{...came, title: 'What came of it'},
										// A difference tells of what is in force itself.
										...(status === 'differs' ? [] : [inForce]),
									]
								: [
										...(guard === true
											? []
											: [
													{
														title: 'Not possible now',
														lines: (width: number) => wrapped(`${capitalized(guard)}.`, width, {tone: 'danger'}),
													},
												]),
										...(status === 'ready' || status === 'running' ? [] : [{...came, title: 'What came of it'}]),
										inForce,
										{
											title: isOff ? 'Kept for when audit mode is on' : 'Criteria afterwards',
											lines: (width) => criteriaLines(draft, {width, symbols}),
										},
										{
											title: 'What it changes',
											lines: (width) => changeLines({applied, draft, effect, isOff}, {width, symbols}),
										},
									]
						}
					/>
				)}
			</Waiting>
		</Box>
	);
}

function changeLines(
	{
		applied,
		draft,
		effect,
		isOff,
	}: {
		readonly applied: ImageCriteria;
		readonly draft: ImageCriteria;
		readonly effect: Preview | undefined;
		readonly isOff: boolean;
	},
	look: Look,
): readonly Line[] {
	const {width} = look;
	return [
		...diffLines(
			renderDiff(diffCriteria(applied, draft)).filter(({sign}) => sign !== ' '),
			look,
		),
		...wholeLists(draft).flatMap((text) => wrapped(text, width, {tone: 'muted'})),
		...wrapped(
			`The whole list is replaced. ${isOff ? 'Allowed AMIs stays off' : 'Audit mode stays on'}: nothing is blocked by this.`,
			width,
			{tone: 'muted'},
		),
		blank,
		...(effect === undefined ? [] : [line('Once it is enforced:', 'muted')]),
		...effectLines(effect, look),
	];
}
