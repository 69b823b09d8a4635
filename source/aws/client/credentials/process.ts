import {spawn} from 'node:child_process';
import {Buffer} from 'node:buffer';
import process from 'node:process';
import {ProblemError} from '../../../problem.ts';
import {redacted} from '../../../redact.ts';
import {safeText} from '../../../safe-text.ts';
import type {Keys} from './keys.ts';
import {endTree} from './process-tree.ts';

export type ProcessOptions = {
	readonly profile: string;
	/** When it fires, the process and all that it started are ended. */
	readonly signal: AbortSignal;
	/** In milliseconds. */
	readonly deadline: number;
	/** Told what the process says on stderr while it runs ("touch your key"), a line at a time. */
	readonly said?: ((line: string) => void) | undefined;
};

/** How long a `credential_process` may take: a person may have to confirm something in a browser. */
export const processDeadline = 120_000;

/** What it prints on stdout is a few keys. */
const mostOutput = 1_000_000;

/**
Runs the `credential_process` of a profile in a shell, as the SDK does, and gives the keys that it prints. What it prints is never shown; what it
says on stderr is, without secrets.
@see https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html
*/
export async function runCredentialProcess(
	command: string,
	{profile, signal, deadline, said}: ProcessOptions,
): Promise<Keys> {
	signal.throwIfAborted();
	const its = `The credential_process of the profile ${safeText(profile)}`;
	const secrets = secretWords(command);
	const child = spawn(command, {shell: true, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true});
	let cut: 'deadline' | 'output' | undefined;
	const end = (): void => {
		if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
			endTree(child.pid);
		}

		// Whatever it started may hold on to them for longer than it lives.
		child.stdout.destroy();
		child.stderr.destroy();
	};

	const timer = setTimeout(() => {
		cut = 'deadline';
		end();
	}, deadline);
	signal.addEventListener('abort', end, {once: true});
	process.on('exit', end);
	const [stdout, stderr]: [Uint8Array[], Uint8Array[]] = [[], []];
	let size = 0;
	const collect = (into: Uint8Array[], chunk: Uint8Array): void => {
		into.push(chunk);
		size += chunk.length;
		if (!(size > mostOutput)) {
			return;
		}

		cut = 'output';
		end();
	};

	child.stdout.on('data', (chunk: Uint8Array) => {
		collect(stdout, chunk);
	});
	child.stderr.on('data', (chunk: Uint8Array) => {
		collect(stderr, chunk);
		const line = textOf([chunk]).trim().split('\n').at(-1) ?? '';
		said?.(redacted(line, secrets).slice(0, 200));
	});
	try {
		const failed = await new Promise<string | undefined>((resolve, reject) => {
			child.once('error', reject);
			child.once('close', (code, by) => {
				resolve(code === 0 ? undefined : (by ?? String(code)));
			});
		});
		signal.throwIfAborted();
		const words = inItsWords(textOf(stderr), [...secrets, ...secretsIn(textOf(stdout))]);
		if (cut !== undefined) {
			throw new ProblemError({
				kind: 'expired',
				what:
					cut === 'deadline'
						? `${its} did not end within ${Math.round(deadline / 1000)} s and was stopped.${words}`
						: `${its} printed more than keys and was stopped.`,
				next,
			});
		}

		if (failed !== undefined) {
			throw new ProblemError({kind: 'expired', what: `${its} ended with ${failed}.${words}`, next});
		}

		return keysOf(textOf(stdout), its);
	} finally {
		clearTimeout(timer);
		signal.removeEventListener('abort', end);
		process.off('exit', end);
	}
}

const next = 'Correct what it says, run it by hand to see more, or choose another profile with --profile.';

function textOf(chunks: readonly Uint8Array[]): string {
	return Buffer.concat(chunks).toString();
}

function inItsWords(stderr: string, secrets: readonly string[]): string {
	const words = redacted(stderr.replaceAll(/\s+/g, ' ').trim(), secrets);
	return words === ''
		? ' It said nothing on stderr.'
		: ` It said: ${words.length > 400 ? `…${words.slice(-400)}` : words}`;
}

function keysOf(stdout: string, its: string): Keys {
	const refuse = (what: string): ProblemError =>
		new ProblemError({
			kind: 'expired',
			what: `${its} ${what}.`,
			next: 'It has to print {"Version": 1, "AccessKeyId": …, "SecretAccessKey": …}; see credential_process in the AWS documentation.',
		});
	let printed: unknown;
	try {
		printed = JSON.parse(stdout.trim());
	} catch {
		throw refuse(stdout.trim() === '' ? 'printed nothing' : 'did not print JSON');
	}

	const data = (typeof printed === 'object' && printed !== null ? printed : {}) as Readonly<Record<string, unknown>>;
	const member = (name: string): string | undefined => {
		const value = data[name];
		return typeof value === 'string' && value !== '' ? value : undefined;
	};

	if (data.Version !== 1) {
		throw refuse('did not print "Version": 1');
	}

	const [accessKeyId, secretAccessKey] = [member('AccessKeyId'), member('SecretAccessKey')];
	if (accessKeyId === undefined || secretAccessKey === undefined) {
		throw refuse(`printed no ${accessKeyId === undefined ? 'AccessKeyId' : 'SecretAccessKey'}`);
	}

	const [sessionToken, expires, accountId] = [member('SessionToken'), member('Expiration'), member('AccountId')];
	const expiration = expires === undefined ? undefined : new Date(expires);
	if (expiration !== undefined && !(expiration.getTime() > Date.now())) {
		throw refuse('printed keys that have ended already, or whose "Expiration" is no time');
	}

	return {
		accessKeyId,
		secretAccessKey,
		...(sessionToken !== undefined && {sessionToken}),
		...(expiration !== undefined && {expiration}),
		...(accountId !== undefined && {accountId}),
	};
}

/** Long words in quotation marks: in what was meant to be keys, any of them may be one. */
function secretsIn(stdout: string): readonly string[] {
	return stdout
		.matchAll(/"([^\s"]{12,})"/g)
		.map(([, word = '']) => word)
		.toArray();
}

/** What follows `--password`, `TOKEN=` and the like in a command: it may come back in the command's own complaint. */
function secretWords(command: string): readonly string[] {
	return command
		.matchAll(/(?:pass|secret|token|key|pin)[\w-]*[\s:=]+["']?([^\s"']{4,})/gi)
		.map(([, word = '']) => word)
		.toArray();
}
