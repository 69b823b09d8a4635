import {ProblemError} from '../../problem.ts';
import {sdkErrorOf} from '../client/errors/sdk-error.ts';

/**
Asks for many images at once although one unknown ID fails the whole call: those that the error names are left out and the rest is asked
again; where it names none, halving finds them.

@param ids IDs that may not exist.
@param ask Asks for these IDs; there is at least one.
*/
export async function askWithoutMissing<Item>(
	ids: readonly string[],
	ask: (ids: readonly string[]) => Promise<readonly Item[]>,
): Promise<readonly Item[]> {
	if (ids.length === 0) {
		return [];
	}

	try {
		return await ask(ids);
	} catch (error) {
		const missing = missingImages(error, ids);
		if (missing === undefined) {
			throw error;
		}

		if (missing.size > 0) {
			return askWithoutMissing(
				ids.filter((id) => !missing.has(id)),
				ask,
			);
		}

		const middle = Math.floor(ids.length / 2);
		return middle === 0
			? []
			: [...(await askWithoutMissing(ids.slice(0, middle), ask)), ...(await askWithoutMissing(ids.slice(middle), ask))];
	}
}

const missingCodes = new Set(['InvalidAMIID.NotFound', 'InvalidAMIID.Unavailable', 'InvalidAMIID.Malformed']);

/** Which of the IDs an error says do not exist; `undefined` for any other error. */
function missingImages(error: unknown, ids: readonly string[]): ReadonlySet<string> | undefined {
	if (!(error instanceof ProblemError) || !missingCodes.has(error.problem.code ?? '')) {
		return undefined;
	}

	// The message as AWS wrote it: the problem's own text may be cut short.
	const {message} = sdkErrorOf(error.cause);
	const named = new Set(message.match(/\b[\w-]+\b/g));
	return new Set(ids.filter((id) => named.has(id)));
}
