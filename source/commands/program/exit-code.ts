import type {Problem} from '../../problem.ts';

/** What the process ends with; scripts rely on these. */
export const exitCodes = {
	done: 0,
	/** Failed, or incomplete: what was got is printed all the same. */
	failed: 1,
	/** Wrong usage, unknown names, invalid criteria: nothing was tried. */
	usage: 2,
	/** With `--exit-code`: complete, and some instances are not allowed. */
	notAllowed: 3,
	interrupted: 130,
} as const;

/** The exit code of a command that ended with this problem. */
export function exitCodeOf({kind, code}: Problem): number {
	if (kind === 'interrupted') {
		return exitCodes.interrupted;
	}

	const isUsage =
		kind === 'not-found' ||
		kind === 'configuration' ||
		kind === 'invalid-criteria' ||
		(kind === 'storage' && ['exists', 'invalid-name', 'not-regular', 'encoding', 'no-scan'].includes(code ?? ''));
	return isUsage ? exitCodes.usage : exitCodes.failed;
}

/** The command line does not make sense; `next` says how it would. */
export class UsageError extends Error {
	override readonly name = 'UsageError';
	readonly next: string;

	constructor(what: string, next = 'See --help.') {
		super(what);
		this.next = next;
	}
}
