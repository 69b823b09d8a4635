import {writeOutput} from '../../storage/files/output.ts';
import {PresetsApp} from '../../ui/programs/presets-app.tsx';
import {renderApp} from '../../ui/terminal/terminal.tsx';
import {PresetsSession} from '../../presets/session.ts';
import {openUrl} from '../program/desktop/browser.ts';
import {copyToClipboard} from '../program/desktop/clipboard.ts';
import type {Context} from '../program/context.ts';
import {allRegions} from '../../operations/chosen-regions.ts';
import {readNamedFile} from './named-file.ts';
import {runWizard} from './run-wizard.tsx';

/**
Runs the presets screen in the terminal, and gives the exit code. Of AWS it can only read: a preset that is to be applied is taken to the wizard,
which goes on from there by its own guards.
*/
export async function runPresetsScreen(context: Context): Promise<number> {
	const {options, signal} = context;
	const {presets} = await context.stores();
	const endpointUrl = await context.endpointUrl();
	const region = options.region.find((name) => name !== allRegions) ?? context.configuredRegion;
	const session = new PresetsSession(
		{
			presets,
			openCloud: async (choice) =>
				context.openCloud({
					...choice,
					readOnly: true,
					notice() {
						// A line of ours would go right through the screen, which shows by itself what is under way.
					},
				}),
			readText: async (file, aborted) => readNamedFile(file, AbortSignal.any([signal, aborted])),
			writeFile: writeOutput,
			copy: copyToClipboard,
			openUrl,
			now: () => new Date(),
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
	let exitCode: number;
	try {
		const app = renderApp(<PresetsApp session={session} />, {env: context.env});
		session.start();
		exitCode = await app.waitUntilExit();
	} finally {
		signal.removeEventListener('abort', stop);
		// What is still being saved is waited for.
		session.stop();
		await session.ended;
	}

	const {applying} = session.getState();
	return applying === undefined ? exitCode : runWizard(context, {type: 'rollout', preset: applying});
}
