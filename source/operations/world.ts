import type {Copied} from '../copied.ts';
import type {Chunks} from '../inventory/writers/chunks.ts';
import type {Cloud, FleetPlans, Ledger, MfaCode, PreferenceStore, Presets, ProfileInfo} from './ports.ts';

/** Everything outside that a screen program may use. */
export type World = {
	/** A cloud for these credentials; called for each try at an identity, so that a fresh sign-in is seen. `mfaCode` is asked where the profile has an MFA device. */
	openCloud(options: {profile?: string; mfaCode?: MfaCode}): Promise<Cloud>;
	readonly ledger: Ledger;
	readonly presets: Presets;
	readonly plans: FleetPlans;
	readonly preferences: PreferenceStore;
	/** The text of a file a person named. */
	readText(path: string, signal: AbortSignal): Promise<string>;
	/** Lets a person edit text in `$EDITOR`, the terminal handed over meanwhile. */
	editText(text: string, signal: AbortSignal): Promise<string>;
	/** The profiles of the AWS configuration files with what each is, sorted by name. */
	describeProfiles(): Promise<readonly ProfileInfo[]>;
	/** Runs the command that signs in to a profile (`aws sso login`, `aws login`), the terminal handed over meanwhile; rejects where there is none. */
	signIn(profile: string | undefined, signal: AbortSignal): Promise<void>;
	/** Opens an address in a browser; where there is none, copies it. */
	openUrl(url: string): Promise<'opened' | Copied>;
	/** Puts text on the clipboard, as far as that can be done here. */
	copy(text: string): Promise<Copied>;
	/** Writes a file atomically; rejects with code `exists` if it is there and `overwrite` is not set. */
	writeFile(path: string, chunks: Chunks, options: {overwrite: boolean; signal: AbortSignal}): Promise<void>;
	/** Resolves after so many seconds; rejects once the signal fires. */
	pause(seconds: number, signal: AbortSignal): Promise<void>;
	now(): Date;
};
