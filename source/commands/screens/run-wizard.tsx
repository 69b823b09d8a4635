import v8 from 'node:v8';
import type {ReactElement} from 'react';
import {Opening} from '../../ui/opening.tsx';
import {renderApp, type RunningApp} from '../../ui/terminal/terminal.tsx';
import {Context} from '../program/context.ts';
import {leavingInterruptsToOthers} from '../program/interruption.ts';
import type {Preset} from '../../operations/ports.ts';
import type {ScannedAccounts} from '../reading/accounts-review.ts';
import type {LoadedWizard} from './load-wizard.tsx';

export type Purpose =
	/** `preset`: the criteria that one came for. */
	| {readonly type: 'rollout'; readonly preset?: Pick<Preset, 'name' | 'criteria'>}
	| {readonly type: 'review'}
	/** The path of a saved scan, or `-`. */
	| {readonly type: 'scan-file'; readonly from: string}
	| {readonly type: 'accounts'; readonly scanned: ScannedAccounts};

/** Runs the guided wizard or the reviewer's browser in the terminal, and gives the exit code. The first frame is drawn before the rest is loaded. */
export async function runWizard(context: Context, purpose: Purpose): Promise<number> {
	keepPausesShort();
	const {options, signal} = context;
	let app: RunningApp | undefined;
	const load = async (): Promise<LoadedWizard> => {
		const {loadWizard} = await import('./load-wizard.tsx');
		return loadWizard(context, purpose, async (run) =>
			// An editor's Ctrl-C, or a sign-in's, is its own.
			leavingInterruptsToOthers(async () => (app === undefined ? run() : app.suspend(run))),
		);
	};

	// What is wrong with a file is said where it was named, and not on a screen that comes and goes.
	let wizard = purpose.type === 'scan-file' ? await load() : undefined;
	const screen = Promise.withResolvers<ReactElement>();
	const stop = (): void => {
		wizard?.session.stop();
	};

	signal.addEventListener('abort', stop, {once: true});
	let exitCode: number;
	try {
		const {demo, readOnly} = options;
		app = renderApp(<Opening options={{demo, readOnly, purpose: purpose.type}} screen={screen.promise} />, {
			env: context.env,
			onExit: () => wizard?.lastWords(),
		});
		wizard ??= await loadedBehind(app, load);
		screen.resolve(wizard.screen);
		wizard.session.start();
		exitCode = await app.waitUntilExit();
	} finally {
		signal.removeEventListener('abort', stop);
		// What is still under way is aborted, and waited for: the history has to hear of it.
		wizard?.session.stop();
		await wizard?.session.ended;
	}

	if (wizard.session.getState().shell.ended !== 'demo') {
		return exitCode;
	}

	await using demo = new Context({...options, demo: true, region: []}, context.env, signal);
	return await runWizard(demo, {type: purpose.type === 'rollout' ? 'rollout' : 'review'});
}

/** Loads what is needed beyond the first frame once that is on the screen; what fails then is told on the screen from before. */
async function loadedBehind(app: RunningApp, load: () => Promise<LoadedWizard>): Promise<LoadedWizard> {
	const {promise: frame, resolve: drawn} = Promise.withResolvers<void>();
	const unlisten = app.onFrame(drawn);
	await frame;
	unlisten();
	try {
		return await load();
	} catch (error) {
		app.exit();
		await app.waitUntilExit();
		throw error;
	}
}

/**
Keeps the memory for new objects at the size that it has. V8 lets it grow while much survives, as the rows of a scan do; then each collection,
during which no key is answered, takes tens of milliseconds. Small ones come more often and take one or two.
*/
function keepPausesShort(): void {
	v8.setFlagsFromString('--semi-space-growth-factor=1');
}
