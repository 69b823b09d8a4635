import {Box} from 'ink';
import {useMemo, type ReactNode} from 'react';
import {compileCriteria, type CriterionExplanation} from '../../../criteria/evaluate.ts';
import type {ImageEvidence} from '../../../criteria/image.ts';
import {knownPublisher} from '../../../criteria/publishers.ts';
import type {Instance} from '../../../inventory/instance.ts';
import {imageAtHand} from '../../../rollout/steps/review/list-commands.ts';
import {canChange} from '../../../rollout/guards.ts';
import {appliedCriteria} from '../../../rollout/judged.ts';
import type {WizardSession} from '../../../rollout/session.ts';
import type {StepOf, RolloutState} from '../../../rollout/state.ts';
import {suggestionsFor} from '../../../rollout/steps/review/suggestions.ts';
import {fit} from '../../components/fit.ts';
import {ProblemView} from '../../components/problem-view.tsx';
import {Spinner} from '../../components/spinner.tsx';
import {Paragraph} from '../../components/paragraph.tsx';
import {Toned} from '../../components/toned.tsx';
import {BodySizeContext} from '../../hooks/use-body-size.ts';
import {useRested} from '../../hooks/use-rested.ts';
import {useTheme} from '../../hooks/use-theme.ts';

/** Why the image at hand is or isn't allowed, condition by condition; then what is known of it and of the instance. */
export function DetailPane({
	state,
	step,
	session,
	width,
	height,
}: {
	readonly state: RolloutState;
	readonly step: StepOf<'review'>;
	readonly session: WizardSession;
	readonly width: number;
	readonly height: number;
}) {
	const {symbols} = useTheme();
	const atHand = imageAtHand(session.browser);
	const instance = session.browser.currentInstance();
	if (atHand === undefined) {
		return (
			<Pane width={width} height={height}>
				<Toned tone="muted">{instance === undefined ? '' : 'AWS gives no image metadata for this instance.'}</Toned>
				{instance !== undefined && <InstanceFacts instance={instance} />}
			</Pane>
		);
	}

	const {image, region} = atHand;
	const now = session.now();
	return (
		<Pane width={width} height={height}>
			<Toned tone="strong" wrap="truncate-middle">{`${image.ImageId} ${image.Name ?? ''}`}</Toned>
			<Toned tone="muted">{aboutImage(image, now, symbols.dot)}</Toned>
			<Why state={state} image={image} region={region} now={now} />
			{state.options.purpose !== 'scan-file' && <References step={step} imageId={image.ImageId} />}
			<Suggestions state={state} session={session} image={image} region={region} width={width} />
			{instance !== undefined && <InstanceFacts instance={instance} />}
		</Pane>
	);
}

/** Cut off at the end where there is too much, and a body of its own for what wraps in it. */
function Pane({
	width,
	height,
	children,
}: {
	readonly width: number;
	readonly height: number;
	readonly children: ReactNode;
}) {
	return (
		<Box flexDirection="column" width={width} height={height} overflow="hidden">
			<Box flexDirection="column" flexShrink={0}>
				<BodySizeContext value={{width, height}}>{children}</BodySizeContext>
			</Box>
		</Box>
	);
}

function Why({
	state,
	image,
	region,
	now,
}: {
	readonly state: RolloutState;
	readonly image: ImageEvidence;
	readonly region: string;
	readonly now: Date;
}) {
	const {symbols} = useTheme();
	const criteria = appliedCriteria(state, region);
	const {account} = state.identity;
	const explanation = useMemo(
		() => criteria && compileCriteria(criteria, {account, now}).explain(image),
		[criteria, account, image, now.getTime()],
	);
	const aws = image.ImageAllowed;
	const verdict = aws === undefined ? 'AWS gives no verdict' : aws ? 'Allowed' : 'Not allowed';
	if (explanation === undefined) {
		return (
			<Toned
				tone={aws === false ? 'notAllowed' : 'muted'}
			>{`${verdict}. The criteria that are applied are not known here.`}</Toned>
		);
	}

	const differs = aws !== undefined && explanation.verdict !== 'unknown' && aws !== (explanation.verdict === 'allowed');
	return (
		<Box flexDirection="column">
			<Toned
				tone={aws === false ? 'notAllowed' : aws === true ? 'allowed' : 'unknown'}
				wrap="wrap"
			>{`${verdict}: ${explanation.summary}`}</Toned>
			{differs && (
				<Paragraph
					tone="warning"
					text={`${symbols.warning} By our reading of the criteria it would be ${explanation.verdict === 'allowed' ? 'allowed' : 'not allowed'}: AWS is right, it is shown as AWS says. Scan again if the criteria changed just now.`}
				/>
			)}
			{explanation.criteria.map((criterion) => (
				<Conditions key={criterion.index} criterion={criterion} />
			))}
		</Box>
	);
}

function Conditions({criterion: {index, conditions}}: {readonly criterion: CriterionExplanation}) {
	const {symbols} = useTheme();
	const signs = {met: symbols.allowed, 'not met': symbols.notAllowed, unknown: symbols.unknown} as const;
	const tones = {met: 'allowed', 'not met': 'notAllowed', unknown: 'unknown'} as const;
	return (
		<Toned wrap="wrap">
			{`  ${index + 1}  `}
			{conditions.map(({parameter, outcome, words}, position) => (
				<Toned key={`${parameter} ${position}`}>
					{position > 0 ? ' '.repeat(3) : ''}
					<Toned tone={tones[outcome]}>{signs[outcome]}</Toned>
					{` ${words}`}
				</Toned>
			))}
		</Toned>
	);
}

/** What would allow it, with what that costs in trust; worked out once the cursor rests. */
function Suggestions({
	state,
	session,
	image,
	region,
	width,
}: {
	readonly state: RolloutState;
	readonly session: WizardSession;
	readonly image: ImageEvidence;
	readonly region: string;
	readonly width: number;
}) {
	const rested = useRested(image, 80);
	const draft = state.work[region]?.draft?.criteria;
	const suggestions = useMemo(
		() =>
			rested === undefined
				? []
				: suggestionsFor(state, session.browser.inventory, {image: rested, region}, session.now()),
		// The state is read for the criteria alone.
		[rested, region, draft, appliedCriteria(state, region)],
	);
	if (suggestions.length === 0) {
		return null;
	}

	return (
		<Box flexDirection="column">
			<Toned>
				{canChange(state) === true ? 'To allow it (a number key adds it to the draft):' : 'What would allow it:'}
			</Toned>
			{suggestions.map(({id, label, clears, trust, risk}, index) => (
				<Box key={id} flexDirection="column">
					<Toned>
						<Toned tone="key">{`  ${index + 1} `}</Toned>
						{`${label} `}
						<Toned tone="muted">{`${clears.instances} fewer offenders`}</Toned>
					</Toned>
					<Toned tone={risk === 'high' ? 'warning' : 'muted'}>
						{fit(`      ${risk} risk: lets in ${trust}`, width)}
					</Toned>
				</Box>
			))}
		</Box>
	);
}

function References({step, imageId}: {readonly step: StepOf<'review'>; readonly imageId: string}) {
	const {references} = step;
	if (references?.imageId !== imageId) {
		return <Toned tone="muted">Used by: r asks for its references.</Toned>;
	}

	switch (references.found.status) {
		case 'wanted': {
			return <Spinner label="Looking for what names this image" />;
		}

		case 'failed': {
			return <ProblemView problem={references.found.problem} />;
		}

		case 'here': {
			const {references: found, notes} = references.found.value;
			const counts = [...Map.groupBy(found, ({ResourceType}) => ResourceType)].map(
				([type, of]) => `${of.length} ${type}`,
			);
			return (
				<Box flexDirection="column">
					<Paragraph text={counts.length === 0 ? 'Nothing else names it.' : `Used by ${counts.join(', ')}`} />
					{found
						.filter(({ResourceType}) => ResourceType !== 'ec2:Instance')
						.slice(0, 4)
						.map(({Arn}) => (
							<Toned key={Arn} tone="muted" wrap="truncate-start">{`  ${Arn}`}</Toned>
						))}
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

function InstanceFacts({instance}: {readonly instance: Instance}) {
	const {symbols} = useTheme();
	const {InstanceId, InstanceType, AvailabilityZone, State, LaunchTime, Tags = []} = instance;
	const facts = [
		InstanceId,
		InstanceType,
		AvailabilityZone,
		State?.Name,
		LaunchTime === undefined ? undefined : `launched ${LaunchTime.slice(0, 10)}`,
	];
	return (
		<Box flexDirection="column">
			<Toned tone="muted">{facts.filter((fact) => fact !== undefined).join(` ${symbols.dot} `)}</Toned>
			{Tags.length > 0 && <Paragraph tone="muted" text={Tags.map(({Key, Value}) => `${Key}=${Value}`).join('  ')} />}
		</Box>
	);
}

function aboutImage(
	{OwnerId, ImageOwnerAlias, IsPublic, CreationDate, DeprecationTime, deregistered}: ImageEvidence,
	now: Date,
	dot: string,
): string {
	const publisher = OwnerId === undefined ? undefined : knownPublisher(OwnerId);
	const days =
		CreationDate === undefined ? undefined : Math.floor((now.getTime() - Date.parse(CreationDate)) / 86_400_000);
	return [
		`${OwnerId ?? 'owner not known'}${publisher === undefined ? '' : ` (${publisher})`}`,
		ImageOwnerAlias,
		IsPublic === undefined ? undefined : IsPublic ? 'public' : 'private',
		CreationDate === undefined ? undefined : `created ${CreationDate.slice(0, 10)} (${days} days)`,
		typeof DeprecationTime === 'string' ? `deprecated ${DeprecationTime.slice(0, 10)}` : undefined,
		deregistered === true ? 'deregistered' : undefined,
	]
		.filter((part) => part !== undefined)
		.join(` ${dot} `);
}
