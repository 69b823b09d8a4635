import {capitalized} from '../../../capitalized.ts';
import type {AllowedImagesSettings} from '../../../criteria/settings.ts';
import {canChange} from '../../../rollout/guards.ts';
import type {WizardSession} from '../../../rollout/session.ts';
import {currentRegion, currentSettings, currentWork, type RolloutState, type StepOf} from '../../../rollout/state.ts';
import {line, wrapped, type Line} from '../../components/text/lines.tsx';
import {Spinner} from '../../components/text/spinner.tsx';
import {blank, criteriaLines, problemLines, type Look} from '../../components/text/text-lines.ts';
import {useBodySize} from '../../hooks/use-body-size.ts';
import {useTheme} from '../../hooks/use-theme.ts';
import type {Tone} from '../../theme.ts';
import type {Pane} from '../../components/panels/panes.tsx';
import {Announcing} from '../announcing.tsx';
import {permissionLines} from '../account/permission-lines.ts';
import {runLines} from '../run-lines.ts';
import {Waiting} from '../waiting.tsx';

/** What the Region reports, and beside it what it will report once audit mode is on. */
export function AuditScreen({
	state,
	step,
	session,
}: {
	readonly state: RolloutState;
	readonly step: StepOf<'audit'>;
	readonly session: WizardSession;
}) {
	const {height} = useBodySize();
	const {symbols} = useTheme();
	const region = currentRegion(state) ?? '';
	// What somebody else has set meanwhile was read, but is gone on from only when that is asked for.
	const settings = step.run.status === 'foreign' ? step.run.found : currentSettings(state);
	const {reading, permissions} = currentWork(state);
	if (reading.status === 'failed') {
		return (
			<Announcing
				state={state}
				step={step}
				session={session}
				height={height}
				panes={[{lines: (width) => problemLines(reading.problem, {width, symbols})}]}
			/>
		);
	}

	if (settings === undefined) {
		return <Spinner label={`Reading the settings of ${region}`} />;
	}

	const isReady = step.run.status === 'ready' || step.run.status === 'running';
	const came: Pane = {title: 'What came of it', lines: (width) => runLines(step.run, region, {width, symbols})};
	const now: Pane = {
		title: `Now: ${region} reports ${settings.State}`,
		lines: (width) => nowLines(settings, {width, symbols}),
	};
	const after: Pane = {
		title: afterTitle(state, settings),
		lines: (width) => afterLines(state, step, settings, {width, symbols}),
	};
	const may: Pane = {
		title: 'What you may do here',
		lines: (width) => (permissions === undefined ? [] : permissionLines(permissions, region, {width, symbols})),
	};
	const panesOf = (): readonly Pane[] => {
		if (isReady) {
			return [now, after, may];
		}

		// A difference tells of what is in force itself.
		if (step.run.status === 'differs') {
			return [came];
		}

		// What somebody else did is read first.
		return step.run.status === 'foreign' ? [came, now] : [now, came];
	};

	return (
		<Waiting run={step.run} region={region} height={height}>
			{(room) => <Announcing state={state} step={step} session={session} height={room} panes={panesOf()} />}
		</Waiting>
	);
}

/** What the state means, and the criteria as they are. */
function nowLines(
	{State: state, ManagedBy: by, ImageCriteria: criteria}: AllowedImagesSettings,
	look: Look,
): readonly Line[] {
	const {width} = look;
	const means: Readonly<Record<string, readonly [words: string, tone?: Tone]>> = {
		disabled: ['Nothing is restricted: Allowed AMIs is off, and any AMI can be launched.'],
		'audit-mode': ['Nothing is blocked yet: audit mode only marks what would be blocked.'],
		enabled: ['Launches from images that are not allowed fail.', 'warning'],
	};
	const [words, tone] = means[state] ?? [`"${state}" is a state this version does not know.`, 'warning'];
	const kept: Readonly<Record<string, string>> = {
		disabled: 'It keeps criteria for later:',
		'audit-mode': 'Its criteria would allow:',
	};
	return [
		...wrapped(words, width, {tone}),
		...(by === 'account'
			? []
			: wrapped('Managed by a declarative policy of the organization.', width, {tone: 'warning'})),
		...(state === 'disabled' && criteria.length === 0
			? []
			: [line(kept[state] ?? 'Allowed are:', 'muted'), ...criteriaLines(criteria, look)]),
	];
}

function afterTitle(state: RolloutState, settings: AllowedImagesSettings): string {
	if (canChange(state) !== true) {
		return 'Nothing can be changed here';
	}

	return settings.State === 'audit-mode' ? 'Next: the criteria' : 'After: audit mode';
}

function afterLines(
	state: RolloutState,
	{run, isLooseningAsked}: StepOf<'audit'>,
	settings: AllowedImagesSettings,
	look: Look,
): readonly Line[] {
	const {width, symbols} = look;
	const region = currentRegion(state) ?? '';
	if (isLooseningAsked) {
		return [
			...wrapped(
				`This loosens the Region. ${region} is enforcing now; in audit mode every AMI can be launched again until you enforce it anew.`,
				width,
				{tone: 'warning', first: [{text: `${symbols.warning} `, tone: 'warning'}]},
			),
			blank,
			...wrapped('Loosen it to audit mode? y loosens it, n leaves it enforced.', width, {tone: 'strong'}),
		];
	}

	const guard = canChange(state);
	if (guard !== true) {
		return wrapped(`${capitalized(guard)}. s scans it, to review.`, width);
	}

	// What is on its way is asked for no more.
	const isRunning = run.status === 'running';
	switch (settings.State) {
		case 'disabled': {
			return [
				...wrapped(
					'Audit mode restricts nothing: it only marks which instances run images that the criteria would not allow.',
					width,
				),
				...(isRunning ? [] : wrapped('enter turns it on, and the criteria come next.', width, {tone: 'accent'})),
			];
		}

		case 'audit-mode': {
			return wrapped('AWS says for each image whether the criteria allow it. enter goes on to the criteria.', width, {
				tone: 'accent',
			});
		}

		case 'enabled': {
			return [
				...wrapped(
					'The criteria of a Region that enforces are changed in audit mode, with nothing blocked meanwhile.',
					width,
				),
				...(isRunning
					? []
					: wrapped('enter loosens it to audit mode (it asks first); s scans it, to look only.', width, {
							tone: 'accent',
						})),
			];
		}

		default: {
			return wrapped('It can be scanned (s), not changed.', width);
		}
	}
}
