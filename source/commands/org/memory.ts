import {setInterval} from 'node:timers';
import v8 from 'node:v8';

/** How large the memory for new objects may become, in bytes: V8 would take four times as much, where that much is thrown away at once. */
const enoughForNew = 32 * 1024 * 1024;

/** How often its size is looked at until it is enough, in milliseconds: sooner than so much can be thrown away twice. */
const lookEvery = 50;

/** Keeps memory small for a command that holds little at any time, and leaves much behind with every answer. Speed is the same. */
export function keepMemorySmall(): void {
	// Collects before the memory for old objects has doubled.
	v8.setFlagsFromString('--heap-growing-percent=30');
	const looking = setInterval(() => {
		if (!(sizeForNew() >= enoughForNew)) {
			return;
		}

		// Its largest size can't be set any more once V8 runs; how it grows can.
		v8.setFlagsFromString('--semi-space-growth-factor=1');
		clearInterval(looking);
	}, lookEvery);
	looking.unref();
}

function sizeForNew(): number {
	return v8.getHeapSpaceStatistics().find(({space_name: name}) => name === 'new_space')?.space_size ?? 0;
}
