import v8 from 'node:v8';

/** How large the memory for new objects may become, in bytes: V8 would take four times as much, where that much is thrown away at once. */
const enoughForNew = 32 * 1024 * 1024;

/**
Keeps memory small where little is held at any time, and much is left behind with every answer. Gives what is to be called now and then: what V8
has taken for new objects stays as it is from when it is enough.
*/
export function keepMemorySmall(): () => void {
	// Collects before the memory for old objects has doubled.
	v8.setFlagsFromString('--heap-growing-percent=30');
	let isCapped = false;
	return () => {
		if (isCapped || !(sizeForNew() >= enoughForNew)) {
			return;
		}

		// Its largest size can't be set any more once V8 runs; how it grows can.
		v8.setFlagsFromString('--semi-space-growth-factor=1');
		isCapped = true;
	};
}

function sizeForNew(): number {
	return v8.getHeapSpaceStatistics().find(({space_name: name}) => name === 'new_space')?.space_size ?? 0;
}
