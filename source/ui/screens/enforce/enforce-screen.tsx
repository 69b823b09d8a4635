import {Box} from 'ink';
import {canEnforce, confirmationPhrase} from '../../../rollout/guards.ts';
import {currentRegion, currentWork, type RolloutState, type Step} from '../../../rollout/state.ts';
import type {Impact} from '../../../operations/impact.ts';
import type {Loadable} from '../../../machine/loadable.ts';
import {ConfirmInput} from '../../components/confirm-input.tsx';
import {DangerPanel} from '../../components/panel.tsx';
import {Paragraph} from '../../components/paragraph.tsx';
import {Toned} from '../../components/toned.tsx';
import {useBodySize} from '../../hooks/use-body-size.ts';
import {RunView} from '../run-view.tsx';

/** The last screen before launches are blocked: what will be, and the words that have to be typed. */
export function EnforceScreen({
	state,
	step,
}: {
	readonly state: RolloutState;
	readonly step: Extract<Step, {name: 'enforce'}>;
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

	const {instances, notAllowed, unknown, imagesNotAllowed} = scan.counts;
	return (
		<Box flexDirection="column" height={height}>
			{/* In a small window the panel gives way, from its end: what has to be typed is always in sight. */}
			<Box flexDirection="column" overflow="hidden">
				<DangerPanel title={`Enforce Allowed AMIs in ${region}`} width={width}>
					<Toned>{`Account ${state.identity.account} as ${state.identity.principal}, Region ${region}`}</Toned>
					<Paragraph
						tone={imagesNotAllowed > 0 ? 'danger' : 'good'}
						text={
							imagesNotAllowed > 0
								? `Launches from ${plural(imagesNotAllowed, 'image')} will fail; ${plural(notAllowed, 'instance')} of ${instances.toLocaleString('en-US')} run them.`
								: `None of the ${instances.toLocaleString('en-US')} instances runs an image that would be blocked.`
						}
					/>
					{unknown > 0 && (
						<Toned
							tone="warning"
							wrap="wrap"
						>{`AWS gave no verdict on ${plural(unknown, 'instance')}: they may be blocked, too.`}</Toned>
					)}
					<ImpactLines impact={step.impact} />
					<Paragraph text="Running instances go on. Auto Scaling, and every other launch from a blocked image, fails from then on." />
				</DangerPanel>
			</Box>
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
		</Box>
	);
}

function ImpactLines({impact}: {readonly impact: Loadable<Impact>}) {
	switch (impact.status) {
		case 'wanted': {
			return <Toned tone="muted">Looking for launch templates, parameters and recipes that name these images…</Toned>;
		}

		case 'failed': {
			return <Paragraph tone="warning" text={`What else names these images is not known: ${impact.problem.what}`} />;
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
			const found = [
				plural(templates.size, 'launch template'),
				plural(byType.get('ssm:Parameter')?.length ?? 0, 'SSM parameter'),
				plural(
					(byType.get('imagebuilder:ImageRecipe')?.length ?? 0) +
						(byType.get('imagebuilder:ContainerRecipe')?.length ?? 0),
					'Image Builder recipe',
				),
			];
			return (
				<Box flexDirection="column">
					<Paragraph text={`They are named by ${found.join(', ')}.`} />
					{fromParameters.size > 0 && (
						<Paragraph
							tone="muted"
							text={`${plural(fromParameters.size, 'launch template')} take the image from an SSM parameter: look at them yourself.`}
						/>
					)}
					{notes.map((note) => (
						<Toned key={note} tone="warning" wrap="wrap">
							{note}
						</Toned>
					))}
				</Box>
			);
		}
	}
}

function plural(count: number, noun: string): string {
	return `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;
}
