import type {WaitingTimes} from './calls/settings.ts';
import type {Notice} from './client/attended.ts';
import type {ClientOptions} from './client/clients.ts';
import type {Patience} from './client/retry.ts';
import type {ScanOptions} from './scan/scan.ts';

export type CloudOptions = ClientOptions & {
	/** Told one redacted line for each try of a call; for `--debug FILE`. */
	readonly log?: ((line: string) => void) | undefined;
	/** Told what is being waited for, when it takes its time. */
	readonly notice?: Notice | undefined;
	readonly patience?: Partial<Patience>;
	readonly waiting?: Partial<WaitingTimes>;
	readonly scan?: Partial<ScanOptions>;
	/** Reads instances on a thread of its own, for whoever has to answer keys meanwhile. It takes a moment to start and memory to keep. */
	readonly hasScanThread?: boolean;
};
