/**
The commands by name, in the order of the help, with what it says of them. Each file is loaded once its command is chosen, so that a command
pays for what it uses alone, and the help for none. To add one: write its file, and its entry here.
*/
import type {CommandModule} from './options/definition.ts';

type CommandEntry = {
	/** One line for the list of commands, beginning in lower case. */
	readonly summary: string;
	readonly load: () => Promise<CommandModule>;
};

export const commands = {
	wizard: {
		summary: 'the guided wizard (the default); without a terminal, a plain report of status and scan',
		load: async () => import('./wizard.ts'),
	},
	review: {
		summary: 'browse the instances that would break, read-only',
		load: async () => import('./review.ts'),
	},
	status: {
		summary: 'state, managed by, criteria and counts of each Region (all you opted in to, unless --region says which)',
		load: async () => import('./status.ts'),
	},
	scan: {
		summary: "every instance with its AMI and verdict (Regions: --region, else your environment's own, else all)",
		load: async () => import('./scan.ts'),
	},
	'what-if': {
		summary: 'verdicts under other criteria; the account stays as it is',
		load: async () => import('./what-if.ts'),
	},
	forecast: {
		summary: 'which images in use stop being allowed, and when (by the criteria that are applied, or by others)',
		load: async () => import('./forecast.ts'),
	},
	launches: {
		summary: 'what launches images, running or not, and what the criteria say of each; the worst first',
		load: async () => import('./launches.ts'),
	},
	watch: {
		summary: 'launches that were refused since a Region was enforced, as they happen; read-only',
		load: async () => import('./watch.ts'),
	},
	validate: {
		summary: 'check a criteria file: all its errors at once, with path and line',
		load: async () => import('./validate.ts'),
	},
	presets: {
		summary: 'keep criteria under a name and use them again; without a subcommand their screen, in a terminal',
		load: async () => import('./presets/presets.ts'),
	},
	org: {
		summary: 'a whole organization, read-only: who would break, and the policy that enforces',
		load: async () => import('./org/org.ts'),
	},
	history: {
		summary: 'what this tool changed, when and as whom',
		load: async () => import('./history.ts'),
	},
	undo: {
		summary: 'restore the settings from before a change, or a whole fleet run (asks in the terminal)',
		load: async () => import('./undo/undo.ts'),
	},
	'iam-policy': {
		summary: 'the least-privilege IAM policy for this tool: for operators, or with --read-only for reviewers',
		load: async () => import('./iam-policy.ts'),
	},
	completion: {
		summary: 'a script that has your shell complete commands, options, Regions, profiles and presets',
		load: async () => import('./completion/completion.ts'),
	},
	'demo-server': {
		summary: 'serve the embedded demo account as an EC2 endpoint, to this machine only',
		load: async () => import('./demo-server.ts'),
	},
} satisfies Readonly<Record<string, CommandEntry>>;

export type CommandName = keyof typeof commands;

export function isCommandName(name: string | undefined): name is CommandName {
	return name !== undefined && Object.hasOwn(commands, name);
}
