import {Box} from 'ink';
import type {AccountState, RolloutState} from '../../../rollout/state.ts';
import type {Loadable} from '../../../machine/loadable.ts';
import {ProblemView} from '../../components/problem-view.tsx';
import {PromptLine} from '../../components/prompt-line.tsx';
import {Paragraph} from '../../components/paragraph.tsx';
import {Spinner} from '../../components/spinner.tsx';
import {Toned} from '../../components/toned.tsx';
import {useTheme} from '../../hooks/use-theme.ts';
import {PermissionsView} from './permissions-view.tsx';

/** Before there is an identity: waiting for it, or what to do about credentials that failed. */
export function ResolvingScreen({state}: {readonly state: AccountState}) {
	const {identity, activity, options} = state;
	if (activity.type === 'sign-in') {
		return <Spinner label="Signing in with aws sso login" />;
	}

	return (
		<Box flexDirection="column" gap={1}>
			{identity.status === 'failed' ? (
				<ProblemView problem={identity.problem} />
			) : (
				<Spinner
					label={
						options.profile === undefined ? 'Finding out who you are' : `Finding out who profile ${options.profile} is`
					}
				/>
			)}
			{activity.type === 'profile' && (
				<Box flexDirection="column">
					<PromptLine label="Profile" prompt={activity.prompt} placeholder="the name in ~/.aws/config" />
					<Paragraph tone="muted" text={profileWords(activity.names, activity.prompt.field.value)} />
				</Box>
			)}
		</Box>
	);
}

/** The profiles there are, those first that what is typed occurs in. */
function profileWords(names: Loadable<readonly string[]>, typed: string): string {
	if (names.status !== 'here') {
		return names.status === 'failed' ? names.problem.what : '';
	}

	const matching = names.value.filter((name) => name.includes(typed.trim()));
	const shown = matching.length > 0 ? matching : names.value;
	return shown.length === 0 ? 'There are none: `aws configure sso` makes one.' : `There are: ${shown.join(', ')}`;
}

/** Who you are and what you may do, before anything else. */
export function AccountScreen({state}: {readonly state: RolloutState}) {
	const {identity, permissions, regions, options} = state;
	return (
		<Box flexDirection="column" gap={1}>
			<Box flexDirection="column">
				<Fact name="Account" value={identity.account} />
				<Fact name="Identity" value={identity.arn} />
				<Fact name="Profile" value={identity.profile ?? 'default credentials'} />
				<Fact name="Partition" value={identity.partition} />
			</Box>
			{regions.status === 'failed' ? (
				<ProblemView problem={regions.problem} />
			) : (
				<PermissionsView permissions={permissions} />
			)}
			<Unresolved state={state} />
			{options.readOnly && <Toned tone="accent">Read-only: no call that changes anything can leave this run.</Toned>}
		</Box>
	);
}

function Fact({name, value}: {readonly name: string; readonly value: string}) {
	return (
		<Toned>
			<Toned tone="muted">{name.padEnd(11)}</Toned>
			{value}
		</Toned>
	);
}

/** Changes of an earlier run that never heard an answer: what their Regions say of them now. */
function Unresolved({state}: {readonly state: RolloutState}) {
	const {symbols} = useTheme();
	const entries = state.unresolved.status === 'here' ? state.unresolved.value : [];
	return (
		<Box flexDirection="column">
			{entries.map(({id, region, kind, at, resolved}) => (
				<Toned key={id} tone="warning" wrap="wrap">
					{`${symbols.warning} An earlier run stopped while changing ${region} (${kind}, ${at}): ${resolved ?? 'it is still not known whether it took effect'}.`}
				</Toned>
			))}
		</Box>
	);
}
