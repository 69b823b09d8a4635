import {ProblemError} from '../problem.ts';
import {safeText} from '../safe-text.ts';

/** The file system's own error code (`ENOSPC`), if this is one of its errors. */
export function errorCode(error: unknown): string | undefined {
	return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/**
A file system error as a `storage` problem that says what could not be done, with which file, why, and what to do.
`action` is what was being done, as it follows "cannot": `save`, `read`.
*/
export function storageError(action: string, file: string, error: unknown): ProblemError {
	if (error instanceof ProblemError) {
		return error;
	}

	const code = errorCode(error);
	const [why, next] = reasons[code ?? ''] ?? [
		safeText(error instanceof Error ? error.message : String(error)),
		'Nothing was changed there; check the file and try again.',
	];
	return new ProblemError(
		{
			kind: code === 'ENOENT' && action === 'read' ? 'not-found' : 'storage',
			what: `Cannot ${action} ${safeText(file)}: ${why}.`,
			next,
			...(code !== undefined && {code}),
		},
		{cause: error},
	);
}

const permissions =
	'Check who owns it and its permissions, or point XDG_CONFIG_HOME and XDG_STATE_HOME to a place you may write to.';
const reasons: Readonly<Record<string, readonly [why: string, next: string]>> = {
	EACCES: ['permission denied', permissions],
	EPERM: ['operation not permitted', permissions],
	EROFS: [
		'the file system is read-only',
		'Point XDG_CONFIG_HOME and XDG_STATE_HOME to a place that can be written to.',
	],
	ENOSPC: ['the disk is full', 'Free some space and try again; what was there before is unharmed.'],
	EDQUOT: ['your disk quota is used up', 'Free some space and try again; what was there before is unharmed.'],
	EFBIG: [
		'it would get larger than your limit for files',
		'Raise the limit (ulimit -f) and try again; what was there before is unharmed.',
	],
	ENOENT: ['it does not exist', 'Check the path.'],
	EISDIR: ['it is a directory', 'Name a file.'],
	ENOTDIR: ['a part of its path is not a directory', 'Check the path.'],
	ELOOP: ['its symbolic links go in a circle', 'Check the path.'],
	ENAMETOOLONG: ['its name is too long', 'Choose a shorter one.'],
	EMFILE: ['too many files are open', 'Raise the limit (ulimit -n) and try again.'],
};
