import {readInput} from '../../storage/files/input.ts';
import {writeOutput} from '../../storage/files/output.ts';
import {PresetsApp} from '../../ui/programs/presets-app.tsx';
import {renderApp} from '../../ui/terminal/terminal.tsx';
import {PresetsSession} from '../../presets/session.ts';
import {openUrl} from '../program/desktop/browser.ts';
import {copyToClipboard} from '../program/desktop/clipboard.ts';
import type {Context} from '../program/context.ts';
import {allRegions} from '../../operations/chosen-regions.ts';

/** Runs the presets screen in the terminal, and gives the exit code. Of AWS it can only read. */
export async function runPresetsScreen(context: Context): Promise<number> {
	const {options, signal} = context;
	const {presets} = await context.stores();
	const endpointUrl = await context.endpointUrl();
	const region = options.region.find((name) => name !== allRegions) ?? context.configuredRegion;
	const session = new PresetsSession(
		{
			presets,
			openCloud: async () => context.openCloud({readOnly: true}),
			readText: async (file) => readInput(file),
			writeFile: writeOutput,
			copy: copyToClipboard,
			openUrl,
		},
		{
			demo: options.demo,
			readOnly: options.readOnly,
			...(endpointUrl !== undefined && {endpointUrl}),
			...(context.profile !== undefined && {profile: context.profile}),
			...(region !== undefined && {region}),
		},
	);
	const stop = (): void => {
		session.stop();
	};

	signal.addEventListener('abort', stop, {once: true});
	try {
		const app = renderApp(<PresetsApp session={session} />, {env: context.env});
		session.start();
		return await app.waitUntilExit();
	} finally {
		signal.removeEventListener('abort', stop);
		// What is still being saved is waited for.
		session.stop();
		await session.ended;
	}
}
