import {Box} from 'ink';
import type {AccountState, RolloutState} from '../../wizard/state.ts';
import {ProblemView} from '../components/problem-view.tsx';
import {Spinner} from '../components/spinner.tsx';
import {TextInput} from '../components/text-input.tsx';
import {Toned} from '../components/toned.tsx';
import {useBodySize} from '../hooks/use-body-size.ts';
import {useTheme} from '../hooks/use-theme.ts';
import {PermissionsView} from './permissions-view.tsx';

/** Before there is an identity: waiting for it, or what to do about credentials that failed. */
export function ResolvingScreen({state}: {readonly state: AccountState}) {
	const {width} = useBodySize();
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
				<Box>
					<Toned>Profile: </Toned>
					<TextInput field={activity.field} width={width - 9} placeholder="the name in ~/.aws/config" />
				</Box>
			)}
		</Box>
	);
}

/** Who you are and what you may do, before anything else. */
export function AccountScreen({state}: {readonly state: RolloutState}) {
	const {identity, permissions, options} = state;
	return (
		<Box flexDirection="column" gap={1}>
			<Box flexDirection="column">
				<Fact name="Account" value={identity.account} />
				<Fact name="Identity" value={identity.arn} />
				<Fact name="Profile" value={identity.profile ?? 'default credentials'} />
				<Fact name="Partition" value={identity.partition} />
			</Box>
			<PermissionsView permissions={permissions} />
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
