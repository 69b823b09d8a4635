import {didYouMean} from '../../nearest.ts';
import {ProblemError} from '../../problem.ts';
import {safeText} from '../../safe-text.ts';
import type {HistoryEntry} from '../../operations/ports.ts';
import {sentSettings} from '../../operations/change/settings-diff.ts';
import {entryToUndo, tookEffect} from '../../operations/change/undo-plan.ts';
import {previewUndo, takeBack} from '../../operations/change/undo.ts';
import {ask} from '../program/ask.ts';
import type {Context} from '../program/context.ts';
import {exitCodes, UsageError} from '../program/exit-code.ts';
import {print, say, sayProblem} from '../program/terminal.ts';
import {previewInWords, resultInWords} from '../../operations/change/undo-words.ts';

/** Takes back one change: the one whose ID begins with `id`, or the last. Gives the exit code. */
export async function undoChange(context: Context, id: string | undefined): Promise<number> {
	const entry = await chosenEntry(context, id);
	const {signal} = context;
	const cloud = await context.openCloud();
	const identity = await cloud.identity(signal);
	if (identity.account !== entry.account) {
		throw new UsageError(
			`Change ${entry.id} was made in account ${entry.account}; your credentials are of ${identity.account}.`,
			'Choose another --profile.',
		);
	}

	const target = {region: entry.region, before: entry.before, entries: [entry]} as const;
	const preview = await previewUndo(target, {cloud, signal});
	if (preview.type === 'unread') {
		throw new ProblemError(preview.problem);
	}

	if (preview.type !== 'possible') {
		say(previewInWords(entry.region, preview));
		return preview.type === 'back' ? exitCodes.done : exitCodes.failed;
	}

	await print(
		[
			`Change ${entry.id} of ${entry.at} in ${entry.region}, account ${entry.account}, as ${entry.arn}.`,
			'Taking it back changes the Region like this:',
			...sentSettings(preview.found, entry.before).map(({sign, text}) => `  ${sign} ${text}`),
			'',
		].join('\n'),
	);
	const typed = await ask(`Type ${entry.region} to do it: `, signal);
	if (typed.trim() !== entry.region) {
		say('That was not the name of the Region; nothing was changed.');
		return exitCodes.failed;
	}

	const {ledger} = await context.stores();
	const result = await takeBack(target, preview, {cloud, ledger, identity, signal});
	for (const answer of result.answers) {
		await print(`${answer}\n`);
	}

	if (result.type === 'back') {
		await print(`${resultInWords(entry.region, result)}\n`);
		return exitCodes.done;
	}

	if (result.type === 'failed') {
		sayProblem(result.problem);
		return exitCodes.failed;
	}

	say(resultInWords(entry.region, result));
	return exitCodes.failed;
}

async function chosenEntry(context: Context, id: string | undefined): Promise<HistoryEntry> {
	const {ledger} = await context.stores();
	const {entries, problem} = await ledger.read();
	if (problem !== undefined) {
		sayProblem(problem);
	}

	const entry = entryToUndo(entries, id);
	const matches = id === undefined ? [] : entries.filter((one) => one.id.startsWith(id.toLowerCase()));
	if (entry === undefined && matches.length > 1) {
		throw new UsageError(
			`${matches.length} changes in the history begin with ${safeText(id ?? '')}: ${new Intl.ListFormat('en').format(matches.map((one) => one.id))}.`,
			'Give more of the ID.',
		);
	}

	if (entry === undefined) {
		throw new ProblemError({
			kind: 'not-found',
			what:
				id === undefined ? 'There is no change to take back.' : `There is no change ${safeText(id)} in the history.`,
			next: didYouMean(
				id ?? '',
				entries.map((one) => one.id),
				'"allowed-amis history" shows what this tool changed.',
			),
		});
	}

	if (!tookEffect(entry)) {
		throw new UsageError(`Change ${entry.id} was refused, so there is nothing to take back.`);
	}

	return entry;
}
