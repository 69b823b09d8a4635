/** The options that many commands take, before or after the command's name. */
import {Command, Option} from '@commander-js/extra-typings';
import {UsageError} from '../program/exit-code.ts';
import {parseRegion, parseUrl} from './arguments.ts';

/**
- `region`: in the order given; `all` stands for every Region; empty where none was named.
- `profile`: in the order given; empty where the environment decides.
- `debug`: the file to write a redacted log to; `-` is the standard error.
*/
export type SharedOptions = Readonly<ReturnType<ReturnType<typeof withSharedOptions>['opts']>>;

/** The program, knowing its shared options. */
export type Program = ReturnType<typeof withSharedOptions>;

/** What a command says it makes use of. `profiles` is `--profile` given any number of times, `profile` once. Colours and pager are everybody's. */
export type SharedOption =
	'region' | 'profile' | 'profiles' | 'endpointUrl' | 'readOnly' | 'demo' | 'debug' | 'bell' | 'reducedMotion';

/** What a command that talks to AWS with one identity uses. */
export const cloudOptions = ['region', 'profile', 'endpointUrl', 'readOnly', 'demo', 'debug'] as const;
/** What one uses that shows several accounts side by side. */
export const accountOptions = ['region', 'profiles', 'endpointUrl', 'readOnly', 'demo', 'debug'] as const;

/** What a command that draws on the whole screen uses besides. */
export const screenOptions = ['bell', 'reducedMotion'] as const;

const collect = (value: string, previous: readonly string[]): readonly string[] => [...previous, value];
const collectRegions = (value: string, previous: readonly string[]): readonly string[] => [
	...previous,
	parseRegion(value),
];

const none: readonly string[] = [];

/** Adds them to the program. */
export function withSharedOptions(program: Command) {
	return program
		.addOption(
			new Option('-r, --region <region>', 'a Region; give it again for more, or "all"')
				.argParser(collectRegions)
				.default(none, 'see the command'),
		)
		.addOption(
			new Option(
				'-p, --profile <profile>',
				'the profile of your AWS configuration to use; status, scan, review, what-if, launches and org take several',
			)
				.argParser(collect)
				.default(none, 'as in every AWS SDK'),
		)
		.addOption(
			new Option('--endpoint-url <url>', 'the endpoint to use instead of AWS, for all services').argParser(parseUrl),
		)
		.option('--read-only', 'refuse every call that would change anything', false)
		.option('--demo', 'use an embedded demo account; no AWS account needed', false)
		.addOption(
			new Option('--debug [file]', 'write a log without secrets to a file; to standard error without one, or with "-"')
				.preset('-')
				.argParser((file: string) => file),
		)
		.option(
			'--bell',
			'ring when a launch is refused, something is alarming, or a long scan ends (also: ALLOWED_AMIS_BELL=1)',
			false,
		)
		.option('--reduced-motion', 'draw nothing that moves by itself (also: ALLOWED_AMIS_REDUCED_MOTION=1)', false)
		.option('--no-pager', 'never show long output in the pager that AWS_PAGER or PAGER names')
		.option('--no-color', 'no colours (also: NO_COLOR=1)');
}

/** How each is written. */
const flags: Readonly<Record<Exclude<SharedOption, 'profiles'>, string>> = {
	region: '--region',
	profile: '--profile',
	endpointUrl: '--endpoint-url',
	readOnly: '--read-only',
	demo: '--demo',
	debug: '--debug',
	bell: '--bell',
	reducedMotion: '--reduced-motion',
};

/** `-r/--region, -p/--profile, …`: the shared options that a command uses, in one line. */
export function sharedOptionsInWords(uses: readonly SharedOption[]): string {
	return sharedOptionsOf(uses)
		.map(({short, long}) => [short, long].filter((flag) => flag !== undefined).join('/'))
		.join(', ');
}

/** The shared options that a command uses, those of the output included; all of them without a command. */
export function sharedOptionsOf(uses?: readonly SharedOption[]): readonly Option[] {
	const {options} = withSharedOptions(new Command());
	const used = new Set<string>([...(uses ?? []), ...(uses?.includes('profiles') ? ['profile'] : []), 'pager', 'color']);
	return uses === undefined ? options : options.filter((option) => used.has(option.attributeName()));
}

/** Refuses what was given on the command line and would be dropped in silence. `name` is the command, as it was called: `presets list`. */
export function refuseUnused(program: Program, name: string, uses: readonly SharedOption[]): void {
	for (const [option, flag] of Object.entries(flags) as ReadonlyArray<[keyof typeof flags, string]>) {
		const isUsed = uses.includes(option) || (option === 'profile' && uses.includes('profiles'));
		// Whatever never changes anything keeps this promise without doing anything for it.
		if (!isUsed && option !== 'readOnly' && program.getOptionValueSource(option) === 'cli') {
			throw new UsageError(`${name} makes no use of ${flag}.`, 'Leave it out.');
		}
	}

	const {profile, demo} = program.opts();
	for (const option of ['profile', 'endpointUrl'] as const) {
		if (demo && program.getOptionValueSource(option) === 'cli') {
			throw new UsageError(
				`--demo is an account and an endpoint of its own, so there is no use for ${flags[option]}.`,
				'Leave one of them out.',
			);
		}
	}

	if (profile.length > 1 && !uses.includes('profiles')) {
		throw new UsageError(
			`${name} works with one profile at a time; ${profile.length} are given: ${profile.join(', ')}.`,
			'Give --profile once.',
		);
	}
}

/** Refuses options that another one leaves without a use: nothing is asked of AWS where a saved scan is read. */
export function refuseWith(
	{options}: {readonly options: SharedOptions},
	flag: string,
	unused: ReadonlyArray<'profile' | 'endpointUrl'>,
): void {
	for (const option of unused) {
		if (option === 'profile' ? options.profile.length > 0 : options.endpointUrl !== undefined) {
			throw new UsageError(
				`With ${flag} nothing is asked of AWS, so there is no use for ${flags[option]}.`,
				'Leave one of them out.',
			);
		}
	}
}
