import process from 'node:process';
import {Command} from '@commander-js/extra-typings';
import {safeText} from '../../safe-text.ts';
import {defineCommand, type DefinedCommand} from '../options/definition.ts';
import {exitCodes} from '../program/exit-code.ts';
import {withSharedOptions} from '../options/shared-options.ts';
import {print} from '../program/terminal.ts';
import {wantedAt, type Candidate, type LookedUp} from './wanted.ts';

/** How many columns of a note a list of candidates has use for. */
const widestNote = 100;

/**
The hidden command that the scripts ask: `complete -- WORD…`, the last word being the one at the cursor. It looks at files alone, changes none of
them and sends nothing: whoever presses tab has not asked for anything yet. Whatever fails has no candidates.
*/
export function completing(words: readonly string[]): DefinedCommand {
	return defineCommand({uses: [], examples: [], declare: (command) => command}, async () => {
		const line = words[0] === '--' ? words.slice(1) : words;
		try {
			const {candidates, lookUp, typed, before} = await wantedAt(line);
			const found = lookUp === undefined ? [] : await values[lookUp](line);
			const lines = [...candidates, ...found]
				.filter(({value}) => value.startsWith(typed) || value.startsWith(':'))
				.map(({value, note}) => {
					const told = safeText(note).slice(0, widestNote);
					return value.startsWith(':') ? value : `${before}${safeText(value)}${told === '' ? '' : `\t${told}`}`;
				});
			await print(lines.map((one) => `${one}\n`).join(''));
		} catch {
			// There is no place to say it, and the command itself will.
		}

		return exitCodes.done;
	});
}

const values: Readonly<Record<LookedUp, (line: readonly string[]) => Promise<readonly Candidate[]>>> = {
	region: async (line) => [...(await regions(line)), {value: 'all', note: 'every Region'}],
	async profile() {
		const {describeProfiles} = await import('../../aws/client/credentials/profiles.ts');
		const profiles = await describeProfiles();
		return profiles.map(({name, region = ''}) => ({value: name, note: region}));
	},
	async preset(line) {
		const {openStores} = await import('../../storage/stores.ts');
		const {demo} = sharedOptions(line);
		const presets = openStores({demo, env: process.env}).peekPresets();
		return presets.map(({name, description = ''}) => ({value: name, note: description}));
	},
	// The shell knows best how to complete these.
	file: async () => [{value: ':files', note: ''}],
	dir: async () => [{value: ':folders', note: ''}],
};

async function regions(line: readonly string[]): Promise<readonly Candidate[]> {
	const {demo, profile} = sharedOptions(line);
	if (demo) {
		const {regionPlans} = await import('../../demo/account/demo-regions.ts');
		return regionPlans.map(({name}) => ({value: name, note: ''}));
	}

	const {knownRegions} = await import('../../aws/client/configuration/known-regions.ts');
	const configured = await configuredRegion(profile[0]);
	return knownRegions(configured).map(({name, place}) => ({value: name, note: place}));
}

async function configuredRegion(profile: string | undefined): Promise<string | undefined> {
	const {Configuration} = await import('../../aws/client/configuration/configuration.ts');
	try {
		const {region} = await Configuration.read({profile});
		return region?.value;
	} catch {
		// A profile that is half typed, say.
		return undefined;
	}
}

/** The options of all commands, as far as they are typed. */
function sharedOptions(line: readonly string[]): {readonly demo: boolean; readonly profile: readonly string[]} {
	const program = withSharedOptions(new Command())
		.exitOverride()
		.configureOutput({
			writeErr() {
				// Nobody has sent the line yet.
			},
		});
	try {
		program.parseOptions(line.slice(0, -1).filter((word) => word !== '='));
	} catch {
		// One is half typed; those before it are known.
	}

	return program.opts();
}
