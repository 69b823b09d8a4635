import {counted} from '../../counted.ts';
import {openEntries, resolveUnknown} from '../../operations/resolve.ts';
import {problemOf} from '../../problem.ts';
import type {Context} from '../program/context.ts';
import {say} from '../program/terminal.ts';

/** How long Regions are asked, in seconds: a history must be shown without a network, too. */
const deadline = 15;

/**
Asks the Regions once more about changes that nobody knows the outcome of, and records what they prove. Where they can't be asked, that is said,
and what is on disk stands.
*/
export async function askAgain(context: Context, seconds = deadline): Promise<void> {
	const {ledger} = await context.stores();
	const {entries} = await ledger.read();
	const isAnyOpen = entries.some(({account}) => openEntries(entries, account).length > 0);
	if (!isAnyOpen) {
		return;
	}

	const late = AbortSignal.timeout(seconds * 1000);
	const signal = AbortSignal.any([context.signal, late]);
	try {
		const cloud = await context.openCloud({readOnly: true});
		const {account} = await cloud.identity(signal);
		await resolveUnknown(account, {cloud, ledger, now: new Date(), signal, isPatient: false});
		context.signal.throwIfAborted();
		late.throwIfAborted();
	} catch (error) {
		context.signal.throwIfAborted();
		const why = late.aborted ? `There was no answer within ${counted(seconds, 'second')}.` : problemOf(error).what;
		say(`What became of some changes is not known, and their Regions could not be asked: ${why}`);
	}
}
