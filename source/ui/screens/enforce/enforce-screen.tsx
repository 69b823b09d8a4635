import {Box, useApp} from 'ink';
import {useEffect} from 'react';
import {canEnforce, confirmationPhrase, isPanelShown, panelIn} from '../../../rollout/guards.ts';
import {currentRegion, currentWork, type RolloutState, type StepOf} from '../../../rollout/state.ts';
import type {Impact} from '../../../operations/impact.ts';
import type {Loadable} from '../../../machine/loadable.ts';
import {ConfirmInput} from '../../components/confirm-input.tsx';
import {DangerPanel} from '../../components/panel.tsx';
import {wrap} from '../../components/fit.ts';
import {Toned} from '../../components/toned.tsx';
import {useBodySize} from '../../hooks/use-body-size.ts';
import type {WizardSession} from '../../../rollout/session.ts';
import type {Tone} from '../../theme.ts';
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
			<ScrolledPanel
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

/** Rows that the question takes, with its hint and a line on the change. */
function confirmHeight(phrase: string, width: number): number {
	return wrap(`To confirm, type ${phrase} and press enter.`, width).length + 4;
}

/** What enforcing does, line by line: as much as fits, from the line that was scrolled to. Once a frame is written, the state hears what it showed. */
function ScrolledPanel({
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
	const {waitUntilRenderFlush} = useApp();
	const lines = linesOf(state, step, width - 4);
	const of = lines.length;
	// Two of the rows are the border's, one is the title's.
	const room = Math.max(1, height - 3);
	const from = Math.max(0, Math.min(step.top, of - room));
	const to = Math.min(of, from + room);
	const panel = panelIn(state);
	const {reading, scan, impact} = panel ?? {};
	useEffect(() => {
		let isPast = false;
		const tell = async (): Promise<void> => {
			await waitUntilRenderFlush();
			if (!isPast && panel !== undefined) {
				session.dispatch({type: 'shown', panel, from, to, of});
			}
		};

		void tell();
		return () => {
			isPast = true;
		};
		// A panel is made anew each time; it is another one where one of its parts is.
	}, [session, waitUntilRenderFlush, reading, scan, impact, from, to, of]);

	const region = currentRegion(state) ?? '';
	const position = of > room ? ` (lines ${from + 1} to ${to} of ${of})` : '';
	return (
		<DangerPanel title={`Enforce Allowed AMIs in ${region}${position}`} width={width}>
			{lines.slice(from, to).map(({text, tone}, index) => (
				<Toned key={from + index} tone={tone}>
					{text}
				</Toned>
			))}
		</DangerPanel>
	);
}

type PanelLine = {readonly text: string; readonly tone?: Tone};

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
		{
			text: 'Running instances go on. Auto Scaling, and every other launch from a blocked image, fails from then on.',
		},
	];
	return paragraphs
		.filter((paragraph) => paragraph !== false)
		.flatMap(({text, ...look}) => wrap(text, width).map((line) => ({text: line, ...look})));
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
