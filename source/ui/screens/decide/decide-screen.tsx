import {Box} from 'ink';
import {decisions, leavingOf} from '../../../rollout/steps/decide.ts';
import {canChange, canEnforce} from '../../../rollout/guards.ts';
import type {Guard} from '../../../machine/guard.ts';
import {currentRegion, currentSettings, currentWork, type RolloutState, type Step} from '../../../rollout/state.ts';
import {Paragraph} from '../../components/paragraph.tsx';
import {Toned} from '../../components/toned.tsx';
import {useTheme} from '../../hooks/use-theme.ts';

type Decision = (typeof decisions)[number];

/** The three ways on. What is not possible is shown, dimmed, with the reason. */
export function DecideScreen({
	state,
	step,
}: {
	readonly state: RolloutState;
	readonly step: Extract<Step, {name: 'decide'}>;
}) {
	const {symbols} = useTheme();
	const region = currentRegion(state) ?? '';
	return (
		<Box flexDirection="column" gap={1}>
			<Toned tone="heading">{`What now in ${region}?`}</Toned>
			<Paragraph text={inShort(state)} />
			<Box flexDirection="column" gap={1}>
				{decisions.map((decision, index) => {
					const guard = guardOf(state, decision);
					const pointer = index === step.cursor ? symbols.selected : ' ';
					const {title, words} = textsOf(state)[decision];
					return (
						<Box key={decision} flexDirection="column">
							<Toned tone={guard === true ? (index === step.cursor ? 'strong' : 'plain') : 'disabled'}>
								{`${pointer} ${index + 1}  ${title}${guard === true ? '' : ` ${symbols.dash} not possible: ${guard}`}`}
							</Toned>
							<Box paddingLeft={5}>
								<Paragraph tone="muted" text={words} />
							</Box>
						</Box>
					);
				})}
			</Box>
		</Box>
	);
}

/** Leaving a Region as it is means something else in each state: nothing is said to be harmless that isn't. */
function leavingInWords(state: RolloutState): string {
	const {scan} = currentWork(state);
	switch (currentSettings(state)?.State) {
		case 'enabled': {
			const blocked =
				scan?.status === 'done'
					? `${scan.counts.imagesNotAllowed.toLocaleString('en-US')} ${scan.counts.imagesNotAllowed === 1 ? 'image stays' : 'images stay'} blocked`
					: 'what is blocked stays blocked';
			return `It enforces already: ${blocked}.`;
		}

		case 'disabled': {
			return 'Nothing is restricted, and AWS gives no verdict.';
		}

		default: {
			return 'Nothing is blocked. Come back when the launch configurations are fixed.';
		}
	}
}

const textsOf = (state: RolloutState): Readonly<Record<Decision, {title: string; words: string}>> => ({
	'keep-audit-mode': {title: leavingOf(currentSettings(state)?.State).title, words: leavingInWords(state)},
	revise: {title: 'Revise the criteria', words: 'Back to the draft, with the scan at hand to try it on.'},
	enforce: {
		title: 'Enforce',
		words: 'Only allowed images can be launched from then on. You will be asked to type what you are about to do.',
	},
});

function guardOf(state: RolloutState, decision: Decision): Guard {
	switch (decision) {
		case 'keep-audit-mode': {
			return true;
		}

		case 'revise': {
			return canChange(state);
		}

		case 'enforce': {
			return canEnforce(state);
		}
	}
}

function inShort(state: RolloutState): string {
	const {scan} = currentWork(state);
	if (scan?.status !== 'done') {
		return 'There is no finished scan.';
	}

	const {instances, notAllowed, unknown, imagesNotAllowed} = scan.counts;
	const whole = scan.isComplete ? '' : ' The scan is incomplete: there may be more.';
	const open = unknown > 0 ? ` AWS gave no verdict on ${unknown}.` : '';
	return `${notAllowed.toLocaleString('en-US')} of ${instances.toLocaleString('en-US')} instances run ${imagesNotAllowed} images that are not allowed.${open}${whole}`;
}
