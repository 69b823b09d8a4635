import {Box} from 'ink';
import type {AccountState, RolloutState} from '../../../rollout/state.ts';
import {permissionsRegion} from '../../../rollout/effects/account.ts';
import {timeInWords} from '../../../time-in-words.ts';
import {line, wrapped, type Line} from '../../components/text/lines.tsx';
import {Paragraph} from '../../components/text/paragraph.tsx';
import {Panes} from '../../components/panels/panes.tsx';
import {Spinner} from '../../components/text/spinner.tsx';
import {blank, factLines, problemLines, type Look} from '../../components/text/text-lines.ts';
import {useBodySize} from '../../hooks/use-body-size.ts';
import {useTheme} from '../../hooks/use-theme.ts';
import {permissionLines} from './permission-lines.ts';
import {ProfilePicker} from './profile-picker.tsx';
import {stepLines} from './step-lines.ts';

/** Before there is an identity: waiting for it, or what to do about credentials that failed. */
export function ResolvingScreen({state}: {readonly state: AccountState}) {
	const {height} = useBodySize();
	const {symbols} = useTheme();
	const {identity, activity, options} = state;
	if (activity.type === 'sign-in') {
		return (
			<Box flexDirection="column">
				<Spinner label="Signing in, in your browser" />
				<Box height={1} />
				<Paragraph text="The command below opens a page there: confirm it. Where no browser opens, the command prints an address and a code: open that address on any device, and type the code." />
			</Box>
		);
	}

	if (activity.type === 'profile') {
		return <ProfilePicker choice={activity} />;
	}

	const label =
		options.profile === undefined ? 'Finding out who you are' : `Finding out who profile ${options.profile} is`;
	return identity.status === 'failed' ? (
		<Panes
			height={height}
			panes={[
				{lines: (width) => problemLines(identity.problem, {width, symbols})},
				{title: 'What this does', lines: (width) => stepLines({width, symbols})},
			]}
		/>
	) : (
		<Spinner label={label} />
	);
}

/** Who you are and what you may do, before anything else; and what will come, with what of it changes anything. */
export function AccountScreen({state}: {readonly state: RolloutState}) {
	const {height} = useBodySize();
	const {symbols} = useTheme();
	return (
		<Panes
			height={height}
			panes={[
				{title: 'Who you are', lines: (width) => identityLines(state, {width, symbols})},
				{
					title: 'What you may do',
					lines: (width) =>
						state.regions.status === 'failed'
							? []
							: permissionLines(state.permissions, permissionsRegion(state), {width, symbols}),
				},
				{title: 'What this does', weight: 1.2, lines: (width) => stepLines({width, symbols})},
			]}
		/>
	);
}

function identityLines(state: RolloutState, look: Look): readonly Line[] {
	const {width, symbols} = look;
	const {identity, regions, options} = state;
	const unresolved = state.unresolved.status === 'here' ? state.unresolved.value : [];
	return [
		...factLines(
			[
				['Account', identity.account],
				['Identity', identity.arn],
				['Profile', identity.profile ?? 'default credentials'],
				['Partition', identity.partition],
			],
			look,
		),
		...(regions.status === 'failed' ? [blank, ...problemLines(regions.problem, look)] : []),
		...(options.readOnly
			? [blank, ...wrapped('Read-only: no call that changes anything can leave this run.', width, {tone: 'accent'})]
			: []),
		// Changes of an earlier run that never heard an answer: what their Regions say of them now.
		...unresolved.flatMap(({region, kind, at, resolved}) =>
			wrapped(
				`An earlier run stopped while changing ${region} (${kind}, ${timeInWords(at)}): ${resolved === undefined ? 'it is still not known whether it took effect' : resolved === 'took effect' ? 'it took effect' : `it was ${resolved}`}.`,
				width,
				{tone: 'warning', first: [{text: `${symbols.warning} `, tone: 'warning'}]},
			),
		),
		...(regions.status === 'wanted' ? [line('Asking which Regions there are', 'muted')] : []),
	];
}
