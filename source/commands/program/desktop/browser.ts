import process from 'node:process';
import type {Copied} from '../../../copied.ts';
import {copyToClipboard} from './clipboard.ts';

/** Programs that open an address, with what tells that their desktop is there. */
const openers = [
	{command: 'open', isThere: () => process.platform === 'darwin'},
	{command: 'wslview', isThere: () => process.env.WSL_DISTRO_NAME !== undefined},
	{command: 'xdg-open', isThere: () => process.env.DISPLAY !== undefined || process.env.WAYLAND_DISPLAY !== undefined},
] as const;

/** Opens an address in the desktop's browser; where there is none (over SSH, say), tries to copy it, and tells what came of that. */
export async function openUrl(url: string): Promise<'opened' | Copied> {
	const opener = openers.find(({isThere}) => isThere());
	if (opener !== undefined) {
		const {execa} = await import('execa');
		const {failed} = await execa(opener.command, [url], {reject: false, timeout: 5000, stdio: 'ignore'});
		if (!failed) {
			return 'opened';
		}
	}

	return copyToClipboard(url);
}
