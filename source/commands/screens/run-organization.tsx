import {OrganizationSession} from '../../organization/session.ts';
import type {OrganizationOptions} from '../../organization/state.ts';
import type {Overview} from '../../operations/organization/overview.ts';
import {writeOutput} from '../../storage/files/output.ts';
import {OrganizationApp} from '../../ui/programs/organization-app.tsx';
import {renderApp} from '../../ui/terminal/terminal.tsx';
import type {Context} from '../program/context.ts';
import {openUrl} from '../program/desktop/browser.ts';
import {copyToClipboard} from '../program/desktop/clipboard.ts';

/** Browses what a scan of an organization has read, in the terminal; gives the exit code. Nothing is asked of AWS. */
export async function runOrganizationScreen(
	{signal, env}: Context,
	options: OrganizationOptions,
	overview: Overview,
): Promise<number> {
	const world = {writeFile: writeOutput, copy: copyToClipboard, openUrl};
	const session = new OrganizationSession(world, options, overview);
	const stop = (): void => {
		session.stop();
	};

	signal.addEventListener('abort', stop, {once: true});
	try {
		const app = renderApp(<OrganizationApp session={session} />, {env});
		session.start();
		return await app.waitUntilExit();
	} finally {
		signal.removeEventListener('abort', stop);
		// What is still being written is waited for.
		session.stop();
		await session.ended;
	}
}
