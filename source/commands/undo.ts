import type {AllowedImagesSettings} from '../criteria/settings.ts';
import {didYouMean} from '../nearest.ts';
import {ProblemError} from '../problem.ts';
import {safeText} from '../safe-text.ts';
import {carryOut, intendedBy, type Change} from '../operations/change.ts';
import type {Cloud, HistoryEntry, Identity} from '../operations/ports.ts';
import {diffSettings} from '../operations/settings-diff.ts';
import {isInteractive} from '../ui/terminal/interactive.ts';
import {entryToUndo, planUndo, tookEffect, type UndoStep} from '../operations/undo-plan.ts';
import {askAgain} from './program/unknown-changes.ts';
import {ask} from './program/ask.ts';
import type {Context} from './program/context.ts';
import {defineCommand} from './program/definition.ts';
import {exitCodes, UsageError} from './program/exit-code.ts';
import {print, say, sayProblem} from './program/terminal.ts';

/**
Brings a Region back to the settings from before a change, once a person has typed the Region's name. It goes through the same door as every
change: the Region is read again right before each call, and the history is written first.
*/
export const command = defineCommand(
	{
		summary: 'restore the settings from before a change (asks in the terminal)',
		uses: ['profile', 'endpointUrl', 'readOnly', 'demo', 'debug'],
		examples: ['undo', 'undo 3f9a1c02'],
		declare: (command) => command.argument('[id]', 'the entry of the history; the last change if left out'),
	},
	async (context, _options, id) => undo(context, id),
);

async function undo(context: Context, id: string | undefined): Promise<number> {
	if (context.options.readOnly) {
		throw new UsageError('undo changes a Region, and --read-only forbids that.', 'Leave one of them out.');
	}

	if (isInteractive({env: context.env}) !== true) {
		throw new UsageError(
			'undo asks before it changes anything, and there is no terminal to ask in.',
			'Run it in a terminal.',
		);
	}

	await askAgain(context);
	const entry = await chosenEntry(context, id);
	const cloud = await context.openCloud();
	const identity = await cloud.identity(context.signal);
	if (identity.account !== entry.account) {
		throw new UsageError(
			`Change ${entry.id} was made in account ${entry.account}; your credentials are of ${identity.account}.`,
			'Choose another --profile.',
		);
	}

	const found = await cloud.settings(entry.region, context.signal);
	const plan = planUndo(found, entry.before);
	if ('refusal' in plan) {
		say(`${entry.region}: ${plan.refusal}\n  ${plan.next}`);
		return exitCodes.failed;
	}

	if (plan.steps.length === 0) {
		if (entry.outcome.status === 'unknown' && entry.resolved === undefined) {
			say(
				`${entry.region} reports the settings from before change ${entry.id}, but whether that change was made is not known: it may still show.\n  Run "allowed-amis history" later; it asks the Region again.`,
			);
			return exitCodes.failed;
		}

		say(`${entry.region} reports the settings from before change ${entry.id} already; nothing to do.`);
		return exitCodes.done;
	}

	await print(
		[
			`Change ${entry.id} of ${entry.at} in ${entry.region}, account ${entry.account}, as ${entry.arn}.`,
			'Taking it back changes the Region like this:',
			...diffSettings(found, entry.before).map(({sign, text}) => `  ${sign} ${text}`),
			'',
		].join('\n'),
	);
	const typed = await ask(`Type ${entry.region} to do it: `, context.signal);
	if (typed.trim() !== entry.region) {
		say('That was not the name of the Region; nothing was changed.');
		return exitCodes.failed;
	}

	return carryOutSteps(context, {cloud, identity, entry, found, steps: plan.steps});
}

async function chosenEntry(context: Context, id: string | undefined): Promise<HistoryEntry> {
	const {ledger} = await context.stores();
	const {entries, problem} = await ledger.read();
	if (problem !== undefined) {
		sayProblem(problem);
	}

	const entry = entryToUndo(entries, id);
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

async function carryOutSteps(
	context: Context,
	{
		cloud,
		identity,
		entry,
		found,
		steps,
	}: {
		readonly cloud: Cloud;
		readonly identity: Identity;
		readonly entry: HistoryEntry;
		readonly found: AllowedImagesSettings;
		readonly steps: readonly UndoStep[];
	},
): Promise<number> {
	const {ledger} = await context.stores();
	let settings = found;
	for (const step of steps) {
		const common = {region: entry.region, expected: settings, undoes: entry.id};
		const change: Change =
			step === 'criteria' ? {...common, kind: step, criteria: entry.before.ImageCriteria} : {...common, kind: step};
		const result = await carryOut(change, {cloud, ledger, identity}, context.signal, () => undefined);
		if (result.type === 'foreign') {
			say(
				`${entry.region}: somebody changed its settings just now; nothing more was sent.\n  Run undo again to see how it is now.`,
			);
			return exitCodes.failed;
		}

		if (result.type === 'failed') {
			sayProblem(result.problem);
			return exitCodes.failed;
		}

		if (result.type === 'unclear') {
			sayProblem(result.problem);
			say(
				`It may have taken effect all the same: "allowed-amis status --region ${entry.region}" shows what is there. Run undo again to go on from that.`,
			);
			return exitCodes.failed;
		}

		if (result.type === 'differs') {
			await print(`${result.answer}\n`);
			say(
				[
					`${entry.region}: AWS carried it out, and the Region reports something else than was intended. Somebody else changes it, too. In force now:`,
					...diffSettings(intendedBy(change), result.found).map(({sign, text}) => `  ${sign} ${text}`),
					'Nothing more was sent. Run undo again to go on from what is in force.',
				].join('\n'),
			);
			return exitCodes.failed;
		}

		settings = result.settings;
		await print(`${result.answer}\n`);
	}

	await print(`${entry.region} is back to ${settings.State}.\n`);
	return exitCodes.done;
}
