import {Box} from 'ink';
import {onList} from '../../../machine/list.ts';
import type {ProfileInfo} from '../../../operations/ports.ts';
import type {ProfileChoice} from '../../../rollout/state.ts';
import {canWork, profilesIn} from '../../../rollout/steps/account.ts';
import {ProblemView} from '../../components/panels/problem-view.tsx';
import {positionText} from '../../components/panels/scrolling.ts';
import {Spinner} from '../../components/text/spinner.tsx';
import {Table, type Column} from '../../components/lists/table.tsx';
import {TextInput} from '../../components/input/text-input.tsx';
import {Toned} from '../../components/text/toned.tsx';
import {useBodySize} from '../../hooks/use-body-size.ts';
import {useTheme} from '../../hooks/use-theme.ts';
import type {Symbols} from '../../theme.ts';
import {clip, wrap} from '../../components/text/fit.ts';

/** The profiles of the AWS configuration, each with what it is; typed letters filter them. */
export function ProfilePicker({choice}: {readonly choice: ProfileChoice}) {
	const {width, height} = useBodySize();
	const {symbols} = useTheme();
	const {profiles, filter} = choice;
	const rows = profilesIn(choice);
	const cursor = onList(choice.cursor, rows.length);
	const current = rows[cursor];
	const obstacle = current && obstacleOf(current);
	// The rows that the list leaves free are for it, and two in any case: the list stays as it is.
	const most = Math.max(2, height - rows.length - 4);
	const about = current && shortened(obstacle ?? aboutProfile(current), width, most, symbols);
	return (
		<Box flexDirection="column">
			<Toned>
				<Toned tone="heading">Which profile?</Toned>
				<Toned tone="muted">{profiles.status === 'here' ? `  ${positionText(cursor, rows.length)}` : ''}</Toned>
			</Toned>
			<Box>
				<Toned tone="accent">{`${symbols.filter} `}</Toned>
				<TextInput field={filter} width={width - 2} placeholder="type to filter by name, kind, account or role" />
			</Box>
			{profiles.status === 'wanted' && <Spinner label="Reading the AWS configuration" />}
			{profiles.status === 'failed' && <ProblemView problem={profiles.problem} />}
			{profiles.status === 'here' && (
				<Table
					columns={columns}
					count={rows.length}
					rowAt={(index) => rows[index]}
					width={width}
					height={Math.min(height - 5, Math.max(rows.length, 3) + 1)}
					selected={cursor}
					rowTone={(profile) => (canWork(profile) ? undefined : 'muted')}
					empty={
						profiles.value.length === 0
							? 'There are none: `aws configure sso` or `aws configure` makes one.'
							: 'No profile has that in its name, kind, account or role.'
					}
				/>
			)}
			{about !== undefined && (
				<Box flexDirection="column" paddingTop={1}>
					<Toned tone={obstacle === undefined ? 'muted' : 'warning'}>{about.join('\n')}</Toned>
				</Box>
			)}
		</Box>
	);
}

/** A profile in whole, as narrow windows have no room for all of its columns. */
function aboutProfile(profile: ProfileInfo): string {
	const {name, account, role} = profile;
	return [
		`${name}: ${kindInWords(profile)}`,
		...(role === undefined ? [] : [`as ${role}`]),
		...(account === undefined ? [] : [`in ${account}`]),
	].join(' ');
}

/** What stands in the way of a profile, and what gets it out. */
function obstacleOf({problem, signedIn, signIn}: ProfileInfo): string | undefined {
	if (problem !== undefined) {
		return `${problem.what} ${problem.next}`;
	}

	return signedIn === 'ended' && signIn !== undefined
		? `Its sign-in has ended: enter takes it, and s then runs ${signIn.join(' ')}.`
		: undefined;
}

function shortened(text: string, width: number, most: number, {ellipsis}: Symbols): readonly string[] {
	const lines = wrap(text, width);
	return lines.length <= most
		? lines
		: [...lines.slice(0, most - 1), clip(lines.slice(most - 1).join(' '), width, {ellipsis})];
}

const columns: ReadonlyArray<Column<ProfileInfo>> = [
	{id: 'name', title: 'Profile', text: ({name}) => name, min: 16, max: 60, weight: 4},
	{id: 'kind', title: 'What it is', text: kindInWords, min: 20, max: 24, weight: 3},
	{id: 'account', title: 'Account', text: ({account = ''}) => account, min: 12, max: 12, drop: 1},
	{id: 'role', title: 'Role', text: ({role = ''}) => role, truncate: 'middle', min: 8, max: 64, weight: 2, drop: 3},
	{
		id: 'signed-in',
		title: 'Sign-in',
		text: ({signedIn}) =>
			signedIn === undefined ? '' : signedIn === 'ended' ? 'ended' : `until ${signedIn.until.slice(11, 16)}`,
		tone: ({signedIn}) => (signedIn === 'ended' ? 'warning' : undefined),
		min: 11,
		max: 11,
		drop: 2,
	},
];

const kinds: Readonly<Record<ProfileInfo['kind'], string>> = {
	broken: "can't work as it is",
	container: 'container',
	environment: 'environment',
	instance: 'instance role',
	keys: 'keys',
	login: 'aws login',
	none: 'no credentials',
	process: 'a program of yours',
	role: 'role',
	sso: 'SSO',
	'web-identity': 'web identity',
};

function kindInWords({kind, mfaSerial}: ProfileInfo): string {
	return mfaSerial === undefined ? kinds[kind] : `${kinds[kind]}, with MFA`;
}
