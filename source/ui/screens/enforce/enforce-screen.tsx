import {Box} from 'ink';
import {useMemo} from 'react';
import {canEnforce, confirmationPhrase, hasOpenDraft, isPanelShown, panelIn} from '../../../rollout/guards.ts';
import {currentRegion, currentWork, type RolloutState, type StepOf} from '../../../rollout/state.ts';
import type {Impact} from '../../../operations/impact.ts';
import type {Loadable} from '../../../machine/loadable.ts';
import {ConfirmInput, confirmHeight} from '../../components/confirm-input.tsx';
import {panelLines, ScrolledPanel, type PanelLine} from '../../components/scrolled-panel.tsx';
import {Toned} from '../../components/toned.tsx';
import {useBodySize} from '../../hooks/use-body-size.ts';
import type {WizardSession} from '../../../rollout/session.ts';
import {RunView} from '../run-view.tsx';

/** The last screen before launches are blocked: what will be, and the words that have to be typed. */
export function EnforceScreen({
	state,
	step,
	session,
}: {
	readonly state: RolloutState;
	readonly step: StepOf<'enforce'>;
	readonly session: WizardSession;
}) {
	const {width, height} = useBodySize();
	const region = currentRegion(state) ?? '';
	const {scan} = currentWork(state);
	const phrase = confirmationPhrase(state);
	if (phrase === undefined || scan?.status !== 'done') {
		const guard = canEnforce(state);
		return (
			<Box flexDirection="column" gap={1}>
				{step.run.status === 'ready' && (
					<Toned tone="warning">{`Enforcing ${region} is not possible now: ${guard === true ? '' : guard}.`}</Toned>
				)}
				<RunView run={step.run} region={region} />
			</Box>
		);
	}

	return (
		<Box flexDirection="column" height={height}>
			<EnforcePanel
				state={state}
				step={step}
				session={session}
				width={width}
				// The words that have to be typed need room of their own, once they may be typed.
				height={isPanelShown(state) ? height - confirmHeight(phrase, width) : height - 1}
			/>
			{isPanelShown(state) ? (
				<Box flexDirection="column" flexShrink={0}>
					<ConfirmInput
						phrase={phrase}
						field={step.field}
						width={width}
						isFocused={step.run.status !== 'running'}
						hasMismatch={step.mismatch}
					/>
					<RunView run={step.run} region={region} />
				</Box>
			) : (
				<Toned tone="warning">
					{panelIn(state) === undefined
						? 'The words can be typed once all of this is here.'
						: 'down, pagedown: read on to the end, then type the words.'}
				</Toned>
			)}
		</Box>
	);
}

/** What enforcing does; the state hears what of it has been on the screen. */
function EnforcePanel({
	state,
	step,
	session,
	width,
	height,
}: {
	readonly state: RolloutState;
	readonly step: StepOf<'enforce'>;
	readonly session: WizardSession;
	readonly width: number;
	readonly height: number;
}) {
	const made = panelIn(state);
	// A panel is made anew each time; it is another one where one of its parts is.
	const panel = useMemo(() => made, [made?.reading, made?.scan, made?.impact]);
	return (
		<ScrolledPanel
			title={`Enforce Allowed AMIs in ${currentRegion(state) ?? ''}`}
			lines={linesOf(state, step, width)}
			top={step.top}
			width={width}
			height={height}
			panel={panel}
			onDrawn={(drawn) => {
				session.dispatch({type: 'shown', ...drawn});
			}}
		/>
	);
}

function linesOf(state: RolloutState, {impact}: StepOf<'enforce'>, width: number): readonly PanelLine[] {
	const {scan} = currentWork(state);
	if (scan?.status !== 'done') {
		return [];
	}

	const region = currentRegion(state) ?? '';
	const {instances, notAllowed, unknown, imagesNotAllowed} = scan.counts;
	const paragraphs: ReadonlyArray<PanelLine | false> = [
		{text: `Account ${state.identity.account} as ${state.identity.principal}, Region ${region}`},
		imagesNotAllowed > 0
			? {
					tone: 'danger',
					text: `Launches from ${plural(imagesNotAllowed, 'image')} will fail; ${plural(notAllowed, 'instance')} of ${instances.toLocaleString('en-US')} run them.`,
				}
			: {
					tone: 'good',
					text: `None of the ${instances.toLocaleString('en-US')} instances runs an image that would be blocked.`,
				},
		unknown > 0 && {
			tone: 'warning',
			text: `AWS gave no verdict on ${plural(unknown, 'instance')}: they may be blocked, too.`,
		},
		...impactLines(impact),
		hasOpenDraft(state) && {
			tone: 'warning',
			text: 'Your draft is not applied, and counts for nothing here: what it would allow is blocked. esc, then 1 applies it first.',
		},
		{
			text: 'Running instances go on. Auto Scaling, and every other launch from a blocked image, fails from then on.',
		},
		{tone: 'muted', text: 'To take it back: allowed-amis undo, or audit mode once more.'},
	];
	return panelLines(
		paragraphs.filter((paragraph) => paragraph !== false),
		width,
	);
}

function impactLines(impact: Loadable<Impact>): readonly PanelLine[] {
	switch (impact.status) {
		case 'wanted': {
			return [{tone: 'muted', text: 'Looking for launch templates, parameters and recipes that name these images…'}];
		}

		case 'failed': {
			return [{tone: 'warning', text: `What else names these images is not known: ${impact.problem.what}`}];
		}

		case 'here': {
			const {references, launchTemplates, notes} = impact.value;
			const byType = Map.groupBy(references, ({ResourceType}) => ResourceType);
			const templates = new Set(
				launchTemplates.filter(({imageId}) => imageId.startsWith('ami-')).map(({templateId}) => templateId),
			);
			const fromParameters = new Set(
				launchTemplates.filter(({imageId}) => !imageId.startsWith('ami-')).map(({templateId}) => templateId),
			);
			const recipes =
				(byType.get('imagebuilder:ImageRecipe')?.length ?? 0) +
				(byType.get('imagebuilder:ContainerRecipe')?.length ?? 0);
			const found = [
				plural(templates.size, 'launch template'),
				plural(byType.get('ssm:Parameter')?.length ?? 0, 'SSM parameter'),
				plural(recipes, 'Image Builder recipe'),
			];
			return [
				{text: `They are named by ${found.join(', ')}.`},
				...(fromParameters.size > 0
					? [
							{
								tone: 'muted',
								text: `${plural(fromParameters.size, 'launch template')} take the image from an SSM parameter: look at them yourself.`,
							} as const,
						]
					: []),
				...notes.map((text) => ({tone: 'warning', text}) as const),
			];
		}
	}
}

function plural(count: number, noun: string): string {
	return `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;
}
