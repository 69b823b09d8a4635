import {Box} from 'ink';
import {sameCriteria} from '../../../criteria/settings.ts';
import type {ChangeStage} from '../../../operations/change.ts';
import {cleanRegions} from '../../../rollout/guards.ts';
import type {WizardSession} from '../../../rollout/session.ts';
import {noWork, type RolloutState} from '../../../rollout/state.ts';
import type {FleetView} from '../../../rollout/steps/fleet/moves.ts';
import {Paragraph} from '../../components/paragraph.tsx';
import {Table, type Column} from '../../components/table.tsx';
import {Toned} from '../../components/toned.tsx';
import {useBodySize} from '../../hooks/use-body-size.ts';
import {useInventoryVersion} from '../../hooks/use-inventory-version.ts';
import type {Tone} from '../../theme.ts';
import {proofInShort} from '../summary/proof-lines.ts';

type Row = {readonly region: string; readonly words: string; readonly tone: Tone | undefined};

/** Every Region of the run on its way: audit mode, criteria, scan; then what it found, and what was decided. */
export function RegionsView({
	state,
	view,
	session,
}: {
	readonly state: RolloutState;
	readonly view: Extract<FleetView, {type: 'regions'}>;
	readonly session: WizardSession;
}) {
	const {width, height} = useBodySize();
	const regions = state.fleet?.regions ?? [];
	const clean = new Set(cleanRegions(state));
	const rows = regions.map((region): Row => ({region, ...whereItIs(state, region, clean)}));
	const row = rows[view.cursor];
	useInventoryVersion(session.inventoryOf(row?.region ?? ''));
	return (
		<Box flexDirection="column">
			<Toned tone="heading">{inShort(state, clean.size)}</Toned>
			<Table
				columns={columnsOf(state, session)}
				count={rows.length}
				rowAt={(index) => rows[index]}
				width={width}
				height={height - 4}
				selected={view.cursor}
			/>
			<Box height={1} />
			<Paragraph tone="muted" text={row === undefined ? '' : about(state, row)} />
		</Box>
	);
}

function columnsOf(state: RolloutState, session: WizardSession): ReadonlyArray<Column<Row>> {
	const scanOf = (region: string) => (state.work[region] ?? noWork).scan;
	const counted = (region: string) => {
		const scan = scanOf(region);
		return scan?.status === 'done' ? scan.counts : undefined;
	};

	const number = (value: number | undefined): string => value?.toLocaleString('en-US') ?? '';
	return [
		{id: 'region', title: 'Region', text: ({region}) => region, min: 14, max: 16},
		{
			id: 'state',
			title: 'State',
			text: ({region}) => settingsOf(state, region)?.State ?? '',
			min: 10,
			max: 12,
			drop: 2,
		},
		{id: 'criteria', title: 'Criteria', text: ({region}) => criteriaWords(state, region), min: 9, max: 10, drop: 3},
		{id: 'where', title: 'Where it is', text: ({words}) => words, tone: ({tone}) => tone, min: 22, weight: 6},
		{
			id: 'instances',
			title: 'Instances',
			text: ({region}) =>
				scanOf(region)?.status === 'running'
					? `${number(session.inventoryOf(region)?.totals(region).instances ?? 0)}+`
					: number(counted(region)?.instances),
			align: 'right',
			max: 9,
		},
		{
			id: 'not-allowed',
			title: 'Not allowed',
			text: ({region}) => number(counted(region)?.notAllowed),
			tone: ({region}) => ((counted(region)?.notAllowed ?? 0) > 0 ? 'notAllowed' : undefined),
			align: 'right',
			max: 11,
		},
		{
			id: 'unknown',
			title: 'No verdict',
			text: ({region}) => number(counted(region)?.unknown),
			tone: ({region}) => ((counted(region)?.unknown ?? 0) > 0 ? 'unknown' : undefined),
			align: 'right',
			max: 10,
			drop: 1,
		},
		{
			id: 'images',
			title: 'Images',
			text: ({region}) => number(counted(region)?.imagesNotAllowed),
			align: 'right',
			max: 6,
			drop: 4,
		},
	];
}

function settingsOf(state: RolloutState, region: string) {
	const {reading} = state.work[region] ?? noWork;
	return reading.status === 'here' ? reading.value.settings : undefined;
}

function criteriaWords(state: RolloutState, region: string): string {
	const settings = settingsOf(state, region);
	const chosen = state.fleet?.chosen?.criteria;
	if (settings === undefined || chosen === undefined) {
		return '';
	}

	if (settings.ImageCriteria.length === 0) {
		return 'none';
	}

	return sameCriteria(settings.ImageCriteria, chosen) ? 'the same' : 'other';
}

const stages: Readonly<Record<ChangeStage, string>> = {
	checking: 'reading it again',
	recording: 'writing the history',
	sending: 'waiting for AWS',
	settling: 'reading it back',
};

/** Where a Region is, in a few words. */
function whereItIs(
	state: RolloutState,
	region: string,
	clean: ReadonlySet<string>,
): {readonly words: string; readonly tone: Tone | undefined} {
	const progress = state.fleet?.progress[region];
	const {scan, reading, outcome, proof} = state.work[region] ?? noWork;
	switch (progress?.status) {
		case undefined: {
			return {words: reading.status === 'failed' ? `left out: ${reading.problem.kind}` : 'left out', tone: 'muted'};
		}

		case 'waiting': {
			return {words: 'waiting for its turn', tone: 'muted'};
		}

		case 'changing': {
			const what = progress.change.kind === 'criteria' ? 'criteria' : 'audit mode';
			return {words: `${what}: ${stages[progress.stage]}`, tone: 'accent'};
		}

		case 'enforcing': {
			return {words: `enforcing: ${stages[progress.stage]}`, tone: 'warning'};
		}

		case 'enforced': {
			return proofInShort(proof);
		}

		case 'foreign': {
			return {words: 'somebody else changed it', tone: 'danger'};
		}

		case 'differs': {
			return {words: 'ALARM: not what was decided', tone: 'danger'};
		}

		case 'failed': {
			return {words: progress.sent === undefined ? 'failed' : 'not known: it may have been made', tone: 'danger'};
		}

		case 'left': {
			return {words: 'left: stopped before it began', tone: 'muted'};
		}

		case 'applied':
	}

	if (outcome !== undefined) {
		return outcome === 'enforced' ? proofInShort(proof) : {words: outcome, tone: undefined};
	}

	switch (scan?.status) {
		case 'running': {
			return {words: 'scanning', tone: 'accent'};
		}

		case 'done': {
			if (!scan.isComplete) {
				return {words: 'the scan is incomplete', tone: 'danger'};
			}

			return clean.has(region)
				? {words: 'clean, ready', tone: 'good'}
				: {words: 'to decide by itself', tone: 'warning'};
		}

		case 'failed': {
			return {words: `the scan failed: ${scan.problem.kind}`, tone: 'danger'};
		}

		case 'changed': {
			return {words: 'settings changed since the scan', tone: 'danger'};
		}

		case 'cancelled':
		case undefined: {
			return {words: 'not scanned', tone: 'muted'};
		}
	}
}

function about(state: RolloutState, {region, words}: Row): string {
	const progress = state.fleet?.progress[region];
	const {scan, reading} = state.work[region] ?? noWork;
	if (progress?.status === 'failed') {
		return `${region}: ${progress.problem.what} ${progress.problem.next}`;
	}

	if (progress?.status === 'foreign') {
		return `${region}: it reports ${progress.found.State} with ${progress.found.ImageCriteria.length} criteria now. Nothing was sent. r plans the run anew.`;
	}

	if (progress?.status === 'differs') {
		return `${region}: it was changed as planned, and reports ${progress.found.State} with ${progress.found.ImageCriteria.length} criteria now: somebody else changes it, too. d looks at it, with the way back to audit mode.`;
	}

	if (progress === undefined && reading.status === 'failed') {
		return `${region}: ${reading.problem.what} ${reading.problem.next}`;
	}

	return scan?.status === 'failed'
		? `${region}: ${scan.problem.what} ${scan.problem.next}`
		: `${region}: ${words}. enter shows its instances, d decides.`;
}

function inShort(state: RolloutState, clean: number): string {
	const {fleet} = state;
	const regions = fleet?.regions ?? [];
	const done = regions.filter((region) => (state.work[region] ?? noWork).scan?.status === 'done').length;
	return `${regions.length} Regions, ${fleet?.chosen?.origin ?? ''}: ${done} scanned, ${clean} clean${fleet?.isStopped === true ? ', stopped' : ''}`;
}
