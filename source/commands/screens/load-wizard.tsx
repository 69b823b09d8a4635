/**
What the wizard is made of beyond its first frame: its session in the world of this process, and the screen of it. Loaded once that frame is
drawn, since most of the program comes with it.
*/
import {setTimeout} from 'node:timers/promises';
import type {ReactElement} from 'react';
import {ProblemError} from '../../problem.ts';
import {redacted} from '../../redact.ts';
import {safeText} from '../../safe-text.ts';
import {writeOutput} from '../../storage/files/output.ts';
import {WizardApp} from '../../ui/programs/wizard-app.tsx';
import type {World} from '../../operations/world.ts';
import {outcomesInWords} from '../../rollout/outcomes.ts';
import {reviewOfAccounts} from '../../rollout/offline/accounts-review.ts';
import {reviewOfScan} from '../../rollout/offline/saved-scan.ts';
import {WizardSession} from '../../rollout/session.ts';
import type {WizardOptions} from '../../rollout/state.ts';
import type {Context} from '../program/context.ts';
import {openUrl} from '../program/desktop/browser.ts';
import {copyToClipboard} from '../program/desktop/clipboard.ts';
import {editInEditor} from '../program/desktop/editor.ts';
import {savedScanFor} from '../reading/saved-scan.ts';
import {readNamedFile} from './named-file.ts';
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
	const {presets, ledger, plans, preferences} = await context.stores();
	const regions = options.region.includes('all') ? [] : options.region;
	const world: World = {
		openCloud: async (choice) =>
			context.openCloud({
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
		preferences,
		readText: async (file, aborted) => readNamedFile(file, AbortSignal.any([signal, aborted])),
		editText: async (text) => handOver(async () => editInEditor(text, context.env)),
		signIn: async (profile) => handOver(async () => signIn(profile)),
		copy: copyToClipboard,
		openUrl,
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
		...(purpose.type === 'rollout' && purpose.preset !== undefined && {preset: purpose.preset}),
		...(purpose.type === 'accounts' && {
			profiles: new Map(purpose.scanned.reviews.map(({account, profile}) => [account, profile])),
		}),
	};
	const saved = await startOf(context, purpose, wizardOptions);
	const session = new WizardSession(world, wizardOptions, saved);
	return {session, screen: <WizardApp session={session} />, lastWords: () => outcomesInWords(session.getState())};
}

/** What a review begins with where all of it has been read before. */
async function startOf(
	context: Context,
	purpose: Purpose,
	options: WizardOptions,
): Promise<ReturnType<typeof reviewOfScan> | undefined> {
	const now = new Date();
	switch (purpose.type) {
		case 'scan-file': {
			return reviewOfScan(await savedScanFor(context, purpose.from), options, now.toISOString());
		}

		case 'accounts': {
			const {reviews, unreached} = purpose.scanned;
			return reviewOfAccounts(reviews, unreached, {options, now});
		}

		case 'rollout':
		case 'review': {
			return undefined;
		}
	}
}

/** Signs in by the command that the profile needs, which may be one for the profile that it leans on. */
async function signIn(profile: string | undefined): Promise<void> {
	const {signInFor} = await import('../../aws/client/credentials/profiles.ts');
	const [program = 'aws', ...args] = await signInFor(profile);
	const {execa, ExecaError} = await import('execa');
	try {
		// What it prints is seen while it runs; when it fails, its last words are told, since the screen comes back over them.
		await execa(program, args, {stdin: 'inherit', stdout: ['inherit', 'pipe'], stderr: ['inherit', 'pipe']});
	} catch (error) {
		const isFailure = error instanceof ExecaError;
		const isMissing = isFailure && error.code === 'ENOENT';
		throw new ProblemError(
			{
				kind: 'expired',
				what: `\`${safeText([program, ...args].join(' '))}\` ${isMissing ? 'could not be started: the AWS CLI is not installed' : `did not succeed${isFailure ? lastWords(`${error.stdout ?? ''}\n${error.stderr ?? ''}`) : ''}`}.`,
				next: isMissing
					? 'Install the AWS CLI, or choose another profile with p.'
					: 'Try again, or choose another profile with p.',
			},
			{cause: error},
		);
	}
}

/** The end of what a program that failed had to say. */
function lastWords(said: string): string {
	const lines = said
		.split('\n')
		.map((text) => redacted(safeText(text.trim())))
		.filter((text) => text !== '')
		.slice(-2);
	return lines.length === 0 ? '' : `: ${lines.join(' ')}`;
}
