import process from 'node:process';
import {copyToClipboard} from './clipboard.ts';

/** Programs that open an address, with what tells that their desktop is there. */
const openers = [
	{command: 'open', isThere: () => process.platform === 'darwin'},
	{command: 'wslview', isThere: () => process.env.WSL_DISTRO_NAME !== undefined},
	{command: 'xdg-open', isThere: () => process.env.DISPLAY !== undefined || process.env.WAYLAND_DISPLAY !== undefined},
] as const;

/** Opens an address in the desktop's browser; where there is none (over SSH, say), tries to copy it and gives false. */
export async function openUrl(url: string): Promise<boolean> {
	const opener = openers.find(({isThere}) => isThere());
	if (opener !== undefined) {
		const {execa} = await import('execa');
		const {failed} = await execa(opener.command, [url], {reject: false, timeout: 5000, stdio: 'ignore'});
		if (!failed) {
			return true;
		}
	}

	await copyToClipboard(url);
	return false;
}
