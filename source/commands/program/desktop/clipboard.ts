import {Buffer} from 'node:buffer';
import process from 'node:process';
import type {Copied} from '../../../copied.ts';

export type CopyPlan = {
	/** Programs to try, one after the other: each ends with 0 once the text is where it belongs. */
	readonly programs: ReadonlyArray<{
		readonly command: string;
		readonly args: readonly string[];
		readonly place: string;
	}>;
	/** How the terminal is asked, by OSC 52. Inside screen it has to be passed on; tmux's own program does that by itself. */
	readonly sequence: 'plain' | 'screen' | 'none';
	/** A desktop's clipboard here is not the one that the person looks at. */
	readonly isRemote: boolean;
};

type Environment = Readonly<Record<string, string | undefined>>;

/** By which ways a text may reach the clipboard in an environment, the surest first. */
export function copyPlan(env: Environment, platform: NodeJS.Platform): CopyPlan {
	const isRemote = isSet(env.SSH_CONNECTION) || isSet(env.SSH_TTY);
	const isX11 = isSet(env.DISPLAY);
	const clipboard = 'the clipboard';
	const programs = [
		...(platform === 'darwin' && !isRemote ? [{command: 'pbcopy', args: [], place: clipboard}] : []),
		...(platform === 'win32' && !isRemote ? [{command: 'clip', args: [], place: clipboard}] : []),
		...(isSet(env.WSL_DISTRO_NAME) ? [{command: 'clip.exe', args: [], place: 'the clipboard of Windows'}] : []),
		...(isSet(env.WAYLAND_DISPLAY) && !isRemote ? [{command: 'wl-copy', args: [], place: clipboard}] : []),
		// A display that SSH forwards is the person's own.
		...(isX11 ? [{command: 'xclip', args: ['-selection', 'clipboard'], place: clipboard}] : []),
		...(isX11 ? [{command: 'xsel', args: ['--clipboard', '--input'], place: clipboard}] : []),
	];
	return {
		programs,
		sequence: isSet(env.TMUX) ? 'none' : isSet(env.STY) ? 'screen' : 'plain',
		isRemote,
	};
}

/** Most characters of an OSC 52 that terminals are known to take; a longer one is dropped in silence. */
const longestSequence = 74_994;
/** Most characters of one device control string inside screen. */
const longestPiece = 700;

/** What a terminal is sent to put text on its clipboard; `undefined` where that can't work. */
export function copySequence(text: string, sequence: CopyPlan['sequence']): string | undefined {
	const encoded = Buffer.from(text, 'utf8').toString('base64');
	const whole = `\u{1B}]52;c;${encoded}\u{7}`;
	if (sequence === 'none' || whole.length > longestSequence) {
		return undefined;
	}

	if (sequence === 'plain') {
		return whole;
	}

	const pieces = whole.match(new RegExp(String.raw`[\s\S]{1,${longestPiece}}`, 'g')) ?? [];
	return pieces.map((piece) => `\u{1B}P${piece}\u{1B}\\`).join('');
}

/**
Puts text on the clipboard by a program of the desktop, and asks the terminal as well (OSC 52), which reaches the person's own machine over SSH.
Tells whether it is known to have arrived: a terminal does not say whether it listened.
*/
export async function copyToClipboard(
	text: string,
	env: Environment = process.env,
	platform: NodeJS.Platform = process.platform,
): Promise<Copied> {
	const {programs, sequence, isRemote} = copyPlan(env, platform);
	const asked = copySequence(text, sequence);
	if (asked !== undefined) {
		process.stdout.write(asked);
	}

	for (const {command, args, place} of programs) {
		if (await runs(command, args, {text, env})) {
			return {isSure: true, how: `to ${place}, by ${command}`};
		}
	}

	if (isSet(env.TMUX) && (await runs('tmux', ['load-buffer', '-w', '-'], {text, env}))) {
		return {isSure: false, how: "it is in tmux's buffer (prefix ] pastes it), and tmux was asked to pass it on"};
	}

	if (asked === undefined) {
		return {isSure: false, how: 'no way to a clipboard was found here, or it is too long for the terminal'};
	}

	const through = sequence === 'screen' ? ' through screen' : isRemote ? ' over SSH' : '';
	return {isSure: false, how: `the terminal was asked${through} (OSC 52), and does not say whether it did`};
}

/** Programs that keep the text until somebody pastes it stay behind: nothing of theirs is waited for but that they took it. */
async function runs(
	command: string,
	args: readonly string[],
	{text, env}: {readonly text: string; readonly env: Environment},
): Promise<boolean> {
	const {execa} = await import('execa');
	const {failed} = await execa(command, args, {
		input: text,
		env,
		stdout: 'ignore',
		stderr: 'ignore',
		reject: false,
		timeout: 2000,
	});
	return !failed;
}

function isSet(value: string | undefined): boolean {
	return value !== undefined && value !== '';
}
