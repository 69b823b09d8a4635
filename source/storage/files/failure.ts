import type {Stats} from 'node:fs';
import {ProblemError} from '../../problem.ts';
import {safeText} from '../../safe-text.ts';

/** The file system's own error code (`ENOSPC`), if this is one of its errors. */
export function errorCode(error: unknown): string | undefined {
	return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** Whose file it is: this tool's own, where the XDG variables say, or one that a person named. */
export type FileOwner = 'tool' | 'person';

/**
A file system error as a `storage` problem that says what could not be done, with which file, why, and what to do.
`action` is what was being done, as it follows "cannot": `save`, `read`.
*/
export function storageError(action: string, file: string, error: unknown, owner: FileOwner = 'tool'): ProblemError {
	if (error instanceof ProblemError) {
		return error;
	}

	const code = errorCode(error);
	const [why, advice] = reasons[code ?? ''] ?? [
		safeText(error instanceof Error ? error.message : String(error)),
		'Nothing was changed there; check the file and try again.',
	];
	const next = typeof advice === 'string' ? advice : advice[owner];
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

/**
Refuses what is no regular file: opening a pipe would wait for somebody at its other end, for ever and beyond any signal, and a device may never end.
Written to may a device be: `/dev/null` is one.
*/
export function requireRegularFile(action: string, file: string, stats: Stats | undefined): void {
	const isFit =
		stats === undefined || stats.isFile() || stats.isDirectory() || (action !== 'read' && stats.isCharacterDevice());
	if (isFit) {
		return;
	}

	throw new ProblemError({
		kind: 'storage',
		code: 'not-regular',
		what: `Cannot ${action} ${safeText(file)}: it is ${stats.isFIFO() ? 'a pipe' : stats.isSocket() ? 'a socket' : 'a device'}, not a regular file.`,
		next: 'Name a regular file, or move it away.',
	});
}

type Advice = string | Readonly<Record<FileOwner, string>>;

const permissions: Advice = {
	tool: 'Check who owns it and its permissions, or point XDG_CONFIG_HOME and XDG_STATE_HOME to a place you may write to.',
	person: 'Check who owns it and its permissions, or name another file.',
};
const space = 'Free some space and try again; what was there before is unharmed.';
const reasons: Readonly<Record<string, readonly [why: string, next: Advice]>> = {
	EACCES: ['permission denied', permissions],
	EPERM: ['operation not permitted', permissions],
	EROFS: [
		'the file system is read-only',
		{
			tool: 'Point XDG_CONFIG_HOME and XDG_STATE_HOME to a place that can be written to.',
			person: 'Name a file in a place that can be written to.',
		},
	],
	ENOSPC: ['the disk is full', space],
	EDQUOT: ['your disk quota is used up', space],
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
	EIO: ['the device reports an error', 'Check the disk, or use another.'],
	ERR_FS_FILE_TOO_LARGE: ['it is too large to be read', 'Split it, or scan fewer Regions at a time.'],
	ERR_STRING_TOO_LONG: ['it is too large to be read', 'Split it, or scan fewer Regions at a time.'],
};
