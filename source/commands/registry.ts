/**
The commands by name, in the order of the help. Each file is loaded once its command is chosen, so that a command pays for what it uses alone.
To add one: write its file, and its line here.
*/
import type {CommandModule} from './program/definition.ts';

export const commands = {
	wizard: async () => import('./wizard.ts'),
	review: async () => import('./review.ts'),
	status: async () => import('./status.ts'),
	scan: async () => import('./scan.ts'),
	'what-if': async () => import('./what-if.ts'),
	forecast: async () => import('./forecast.ts'),
	launches: async () => import('./launches.ts'),
	watch: async () => import('./watch.ts'),
	validate: async () => import('./validate.ts'),
	presets: async () => import('./presets/presets.ts'),
	org: async () => import('./org/org.ts'),
	history: async () => import('./history.ts'),
	undo: async () => import('./undo/undo.ts'),
	'iam-policy': async () => import('./iam-policy.ts'),
	'demo-server': async () => import('./demo-server.ts'),
} satisfies Readonly<Record<string, () => Promise<CommandModule>>>;

export type CommandName = keyof typeof commands;

export function isCommandName(name: string | undefined): name is CommandName {
	return name !== undefined && Object.hasOwn(commands, name);
}
