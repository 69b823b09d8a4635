import {setTimeout} from 'node:timers/promises';
import v8 from 'node:v8';
import {execa, ExecaError} from 'execa';
import {ProblemError} from '../../problem.ts';
import {safeText} from '../../safe-text.ts';
import {readInput} from '../../storage/input.ts';
import {writeOutput} from '../../storage/output.ts';
import {App} from '../../ui/app.tsx';
import {renderApp, type RunningApp} from '../../ui/terminal/terminal.tsx';
import type {World} from '../../operations/world.ts';
import {outcomesInWords} from '../../rollout/outcomes.ts';
import {reviewOfScan} from '../../rollout/saved-scan.ts';
import {WizardSession} from '../../rollout/session.ts';
import type {WizardOptions} from '../../rollout/state.ts';
import {askMfaCode} from '../program/ask.ts';
import {Context} from '../program/context.ts';
import {openUrl} from '../program/desktop/browser.ts';
import {copyToClipboard} from '../program/desktop/clipboard.ts';
import {editInEditor} from '../program/desktop/editor.ts';
import {savedScanFor} from '../program/saved-scan.ts';

export type Purpose =
	| {readonly type: 'rollout' | 'review'}
	/** The path of a saved scan, or `-`. */
	| {readonly type: 'scan-file'; readonly from: string};

/** Runs the guided wizard or the reviewer's browser in the terminal, and gives the exit code. */
export async function runWizard(context: Context, purpose: Purpose): Promise<number> {
	keepPausesShort();
	const {options, signal} = context;
	const {presets, ledger, plans} = await context.stores();
	const regions = options.region.includes('all') ? [] : options.region;
	// The world hands the terminal over, and the terminal is drawn for a session in that world.
	let app: RunningApp | undefined;
	const handOver = async <Result,>(run: () => Promise<Result>): Promise<Result> =>
		app === undefined ? run() : app.suspend(run);
	const world: World = {
		openCloud: async (choice) =>
			context.openCloud({
				// A screen that has a field of its own asks in it.
				mfaCode: async (...question) => handOver(async () => askMfaCode(...question)),
				...choice,
				readOnly: purpose.type !== 'rollout',
				hasScanThread: true,
				notice() {
					// The screen shows by itself what is under way; a line of ours would go right through it.
				},
			}),
		ledger,
		presets,
		plans,
		readText: async (file, aborted) => readInput(file, {signal: AbortSignal.any([signal, aborted])}),
		editText: async (text) => handOver(async () => editInEditor(text, context.env)),
		signIn: async (profile) => handOver(async () => signIn(profile)),
		copy: copyToClipboard,
		openUrl,
		async profiles() {
			const {listProfiles} = await import('../../aws/client/configuration/profiles.ts');
			return listProfiles();
		},
		async describeProfiles() {
			const {describeProfiles} = await import('../../aws/client/credentials/profiles.ts');
			return describeProfiles();
		},
		writeFile: writeOutput,
		async pause(seconds, abort) {
			await setTimeout(seconds * 1000, undefined, {signal: abort});
		},
		now: () => new Date(),
	};
	const endpointUrl = await context.endpointUrl();
	const wizardOptions: WizardOptions = {
		demo: options.demo,
		readOnly: options.readOnly || purpose.type !== 'rollout',
		purpose: purpose.type,
		...(endpointUrl !== undefined && {endpointUrl}),
		...(context.profile !== undefined && {profile: context.profile}),
		...(regions.length > 0 && {regions}),
	};
	const saved = purpose.type === 'scan-file' ? await readScan(context, purpose.from, wizardOptions) : undefined;
	const session = new WizardSession(world, wizardOptions, saved);
	const stop = (): void => {
		session.stop();
	};

	signal.addEventListener('abort', stop, {once: true});
	let exitCode: number;
	try {
		app = renderApp(<App session={session} />, {env: context.env, onExit: () => outcomesInWords(session.getState())});
		session.start();
		exitCode = await app.waitUntilExit();
	} finally {
		signal.removeEventListener('abort', stop);
		// What is still under way is aborted, and waited for: the history has to hear of it.
		session.stop();
		await session.ended;
	}

	if (session.getState().shell.ended !== 'demo') {
		return exitCode;
	}

	await using demo = new Context({...options, demo: true, region: []}, context.env, signal);
	return await runWizard(demo, {type: purpose.type === 'rollout' ? 'rollout' : 'review'});
}

/**
Keeps the memory for new objects at the size that it has. V8 lets it grow while much survives, as the rows of a scan do; then each collection,
during which no key is answered, takes tens of milliseconds. Small ones come more often and take one or two.
*/
function keepPausesShort(): void {
	v8.setFlagsFromString('--semi-space-growth-factor=1');
}

async function readScan(
	context: Context,
	file: string,
	options: WizardOptions,
): Promise<ReturnType<typeof reviewOfScan>> {
	const saved = await savedScanFor(context, file);
	return reviewOfScan(saved, options, new Date().toISOString());
}

/** Signs in by the command that the profile needs, which may be one for the profile that it leans on. */
async function signIn(profile: string | undefined): Promise<void> {
	const {signInFor} = await import('../../aws/client/credentials/profiles.ts');
	const [program = 'aws', ...args] = await signInFor(profile);
	try {
		await execa(program, args, {stdio: 'inherit'});
	} catch (error) {
		const isMissing = error instanceof ExecaError && error.code === 'ENOENT';
		throw new ProblemError(
			{
				kind: 'expired',
				what: `\`${safeText([program, ...args].join(' '))}\` ${isMissing ? 'could not be started: the AWS CLI is not installed' : 'did not succeed'}.`,
				next: isMissing
					? 'Install the AWS CLI, or choose another profile with p.'
					: 'See what it said above, or choose another profile with p.',
			},
			{cause: error},
		);
	}
}
