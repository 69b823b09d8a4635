/**
Taking turns: long work gives way to whatever has arrived meanwhile, a key press above all. The pages of a scan come in by the dozen; worked
through as they come, each would be quick, and all together would leave the keyboard waiting for half a second.
*/
import process from 'node:process';

/** Milliseconds that a key press gets to itself: what it takes to work out a frame and draw it. */
const quiet = 10;
/** Milliseconds from one such rest to the next: work goes on under the fastest typist, too. */
const betweenRests = 25;

/** When the last rest began, by `milliseconds`. Threads can share it: with few processors, each keeps the others waiting. */
let restBegan = new Float64Array(new SharedArrayBuffer(Float64Array.BYTES_PER_ELEMENT));

/** Those who wait for their turn, first come, first served. */
const waiting: Array<() => void> = [];

/** Resolves when it is one's turn to work for a few milliseconds: one caller at a time, and before each, whatever has arrived is handled. */
export async function nextTurn(): Promise<void> {
	const {promise, resolve} = Promise.withResolvers<void>();
	waiting.push(resolve);
	if (waiting.length === 1) {
		setImmediate(giveTurn);
	}

	return promise;
}

/** Milliseconds of a turn. */
const turn = 3;

/** Does long work that rests often, in turns. Rejects once the signal fires. */
export async function inTurns<Result>(work: Generator<undefined, Result>, signal: AbortSignal): Promise<Result> {
	for (;;) {
		const end = performance.now() + turn;
		do {
			const step = work.next();
			if (step.done === true) {
				return step.value;
			}
		} while (performance.now() < end);

		await nextTurn();
		signal.throwIfAborted();
	}
}

/** Lets all turns wait for a moment, in every thread that shares the rest: somebody pressed a key. */
export function rest(): void {
	const now = milliseconds();
	if (now - (restBegan[0] ?? 0) >= betweenRests) {
		restBegan[0] = now;
	}
}

/** For another thread, to `shareRest` there. */
export function sharedRest(): SharedArrayBuffer {
	return restBegan.buffer;
}

/** From now on this thread's turns wait for the rests of the thread that `memory` comes from. */
export function shareRest(memory: SharedArrayBuffer): void {
	restBegan = new Float64Array(memory);
}

/** On the one clock that all threads share and that nobody sets back: no rest may last until the time of day comes round again. */
function milliseconds(): number {
	return Number(process.hrtime.bigint()) / 1e6;
}

function giveTurn(): void {
	const left = (restBegan[0] ?? 0) + quiet - milliseconds();
	if (left > 0) {
		setTimeout(giveTurn, left);
		return;
	}

	waiting.shift()?.();
	if (waiting.length > 0) {
		// Comes after the input that is there by then.
		setImmediate(giveTurn);
	}
}
