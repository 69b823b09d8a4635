/**
What the wizard is made of beyond its first frame: its session in the world of this process, and the screen of it. Loaded once that frame is
drawn, since most of the program comes with it.
*/
import {setTimeout} from 'node:timers/promises';
import type {ReactElement} from 'react';
import {ProblemError} from '../../problem.ts';
import {safeText} from '../../safe-text.ts';
import {readInput} from '../../storage/input.ts';
import {writeOutput} from '../../storage/output.ts';
import {App} from '../../ui/app.tsx';
import type {World} from '../../operations/world.ts';
import {outcomesInWords} from '../../rollout/outcomes.ts';
import {reviewOfScan} from '../../rollout/saved-scan.ts';
import {WizardSession} from '../../rollout/session.ts';
import type {WizardOptions} from '../../rollout/state.ts';
import {askMfaCode} from '../program/ask.ts';
import type {Context} from '../program/context.ts';
import {openUrl} from '../program/desktop/browser.ts';
import {copyToClipboard} from '../program/desktop/clipboard.ts';
import {editInEditor} from '../program/desktop/editor.ts';
import {savedScanFor} from '../program/saved-scan.ts';
import type {Purpose} from './run-wizard.tsx';

export type LoadedWizard = {
	readonly session: WizardSession;
	readonly screen: ReactElement;
	/** What is printed once the screen is left. */
	lastWords(): string | undefined;
};

/** `handOver` gives the terminal to what runs in it, and takes it back. */
export async function loadWizard(
	context: Context,
	purpose: Purpose,
	handOver: <Result>(run: () => Promise<Result>) => Promise<Result>,
): Promise<LoadedWizard> {
	const {options, signal} = context;
	const {presets, ledger, plans} = await context.stores();
	const regions = options.region.includes('all') ? [] : options.region;
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
	return {session, screen: <App session={session} />, lastWords: () => outcomesInWords(session.getState())};
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
	const {execa, ExecaError} = await import('execa');
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
