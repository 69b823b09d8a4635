import {Box} from 'ink';
import type {AccountState, RolloutState} from '../../../rollout/state.ts';
import {ProblemView} from '../../components/problem-view.tsx';
import {Spinner} from '../../components/spinner.tsx';
import {Toned} from '../../components/toned.tsx';
import {useTheme} from '../../hooks/use-theme.ts';
import {PermissionsView} from './permissions-view.tsx';
import {ProfilePicker} from './profile-picker.tsx';

/** Before there is an identity: waiting for it, or what to do about credentials that failed. */
export function ResolvingScreen({state}: {readonly state: AccountState}) {
	const {identity, activity, options} = state;
	if (activity.type === 'sign-in') {
		return <Spinner label="Signing in" />;
	}

	if (activity.type === 'profile') {
		return <ProfilePicker choice={activity} />;
	}

	return identity.status === 'failed' ? (
		<ProblemView problem={identity.problem} />
	) : (
		<Spinner
			label={
				options.profile === undefined ? 'Finding out who you are' : `Finding out who profile ${options.profile} is`
			}
		/>
	);
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
