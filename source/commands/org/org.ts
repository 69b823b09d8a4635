import {existsSync} from 'node:fs';
import {nearest} from '../../nearest.ts';
import {defineCommand} from '../options/definition.ts';
import {UsageError} from '../program/exit-code.ts';
import {accounts} from './accounts.ts';
import {browse} from './browse.ts';
import {policy} from './policy.ts';
import {roleTemplateCommand} from './role-template.ts';
import {scan} from './scan.ts';
import {status} from './status.ts';
import {verify} from './verify.ts';
import {whatIf} from './what-if.ts';

/** A whole organization, read-only: AWS enforces by a policy, and this says what it would do. */
export const command = defineCommand(
	{
		uses: [],
		examples: [
			'org scan --role allowed-amis-reader --out organization',
			'org organization --preset base',
			'org what-if organization --criteria criteria.json',
			'org policy organization --criteria criteria.json',
			'org verify organization --role allowed-amis-reader --state audit-mode',
		],
		declare: (program) => program,
	},
	async () => {
		throw new UsageError(
			'org needs to be told what to do.',
			`There are ${Object.keys(subcommands).join(', ')}; or name the folder of a scan to browse it.`,
		);
	},
);

export const subcommands = {
	accounts,
	'role-template': roleTemplateCommand,
	scan,
	status,
	'what-if': whatIf,
	policy,
	verify,
	browse,
};

/** `org DIR` browses a folder; where there is none, a word like a subcommand's is a slip. */
export const usual = {
	name: 'browse',
	takes: (word: string): boolean => nearest(word, Object.keys(subcommands)).length === 0 || existsSync(word),
};
