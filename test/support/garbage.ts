import {setFlagsFromString} from 'node:v8';
import {runInNewContext} from 'node:vm';

/** Frees what nothing holds any more, now: what is held after it is held by somebody. */
export function collectGarbage(): void {
	setFlagsFromString('--expose-gc');
	const collect = runInNewContext('gc') as () => void;
	collect();
	collect();
}
