import type {Browser} from '../inventory/list/browser.ts';
import type {ScanDifference} from '../inventory/comparison/scan-difference.ts';
import type {Inventory} from '../inventory/store.ts';
import type {Effect} from '../machine/effect.ts';
import type {Cloud, MfaCode} from '../operations/ports.ts';
import type {World} from '../operations/world.ts';
import type {RolloutState} from './state.ts';

/** What the wizard's work may use. */
export type WizardContext = {
	readonly world: World;
	/** The cloud of the identity in use; there is none before there is an identity. */
	readonly cloud: () => Cloud;
	readonly setCloud: (cloud: Cloud) => void;
	/** Asks a person for the code of an MFA device. */
	readonly mfaCode: MfaCode;
	/** The list of the review screen. */
	readonly browser: Browser;
	/** The instances scanned last in a Region. */
	readonly inventoryOf: (region: string) => Inventory | undefined;
	/** An empty inventory for a new scan of a Region, or for counting what is there; of the last complete scan, the offenders are kept. */
	readonly freshInventory: (order: {
		readonly region: string;
		readonly scan?: number;
		readonly signal: AbortSignal;
	}) => Promise<Inventory>;
	/** What is different in a Region since its scan `id`, once the one after it is complete. */
	readonly differenceSince: (order: {
		readonly region: string;
		readonly id: number;
		readonly signal: AbortSignal;
	}) => Promise<ScanDifference>;
};

/** Work once there is an identity. */
export type RolloutEffect<Order extends {readonly key: string}, Value> = Effect<
	RolloutState,
	WizardContext,
	Order,
	Value
>;

/** An order that says all with its key. */
export type Plain = {readonly key: string};
export type OfRegion = {readonly key: string; readonly region: string};
