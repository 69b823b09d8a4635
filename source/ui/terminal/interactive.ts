import process from 'node:process';
import type {Environment} from '../theme.ts';

/** Whether keys can be read and screens drawn: true, or the reason why not, to follow "No interactive terminal: ". Ask before `renderApp`. */
export function isInteractive({
	stdin = process.stdin,
	stdout = process.stdout,
	env = process.env,
}: {
	readonly stdin?: {readonly isTTY?: boolean};
	readonly stdout?: {readonly isTTY?: boolean};
	readonly env?: Environment;
} = {}): true | string {
	if (!(stdin.isTTY ?? false)) {
		return 'standard input is not a terminal';
	}

	if (!(stdout.isTTY ?? false)) {
		return 'standard output is not a terminal';
	}

	if (env.TERM === 'dumb') {
		return 'TERM=dumb cannot move the cursor';
	}

	return ['', '0', 'false'].includes(env.CI ?? '') ? true : 'CI is set';
}
