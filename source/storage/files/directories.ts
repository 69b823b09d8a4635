import os from 'node:os';
import path from 'node:path';

export type Directories = {
	/** Presets and preferences: `$XDG_CONFIG_HOME/allowed-amis`. */
	readonly config: string;
	/** History: `$XDG_STATE_HOME/allowed-amis`. */
	readonly state: string;
};

/**
Where this tool keeps its files. The demo account has directories of its own, so that its presets and history never mix with real ones.
A relative path in a variable is ignored, as the specification says.
@see https://specifications.freedesktop.org/basedir-spec/latest/
*/
export function directoriesFor({demo, env}: {demo: boolean; env: NodeJS.ProcessEnv}): Directories {
	const home = env.HOME ?? os.homedir();
	const own = demo ? path.join('allowed-amis', 'demo') : 'allowed-amis';
	return {
		config: path.join(absolute(env.XDG_CONFIG_HOME) ?? path.join(home, '.config'), own),
		state: path.join(absolute(env.XDG_STATE_HOME) ?? path.join(home, '.local', 'state'), own),
	};
}

function absolute(value: string | undefined): string | undefined {
	return value !== undefined && path.isAbsolute(value) ? value : undefined;
}
