import process from 'node:process';
import type {CommandUnknownOpts, Option} from '@commander-js/extra-typings';
import {wrapWords} from '../program/wrap-words.ts';
import type {DefinedCommand} from './definition.ts';
import {sharedOptionsInWords} from './shared-options.ts';

/** A command's help shows its own options; the shared ones are explained once, by the program's own help. */
export function configureHelp(program: CommandUnknownOpts): void {
	program.configureHelp({
		showGlobalOptions: false,
		subcommandTerm: (command) => command.name(),
		optionDescription: (option) => optionInWords(option),
	});
}

/** What an option is, its choices, and what counts without it; that a switch is off without it needs no word. */
function optionInWords({description, argChoices, defaultValue, defaultValueDescription}: Option): string {
	const standard = defaultValueDescription ?? (typeof defaultValue === 'string' ? defaultValue : undefined);
	const notes = [
		...(argChoices === undefined ? [] : [argChoices.join(', ')]),
		...(standard === undefined ? [] : [`default: ${standard}`]),
	];
	return notes.length === 0 ? description : `${description} (${notes.join('; ')})`;
}

/** What stands under a command's help: its shared options in a line, and examples. */
export function examplesInWords({uses, examples}: DefinedCommand): string {
	return [
		'',
		...wrapWords(`Shared options: ${sharedOptionsInWords(uses)}`, columnsThere(), '  '),
		'  ("allowed-amis --help" explains them)',
		'',
		'Examples:',
		...examples.map((line) => `  $ ${`allowed-amis ${line}`.trimEnd()}`),
	].join('\n');
}

/** The columns of the terminal; whoever reads without one gets a line whole. */
function columnsThere(): number {
	return process.stdout.isTTY && process.stdout.columns > 0 ? process.stdout.columns : Infinity;
}

/** What stands under the help of the program. */
export const programNotes = `
Examples:
  $ allowed-amis --demo                      try everything, without an AWS account
  $ allowed-amis -p prod -r us-east-1        roll out in one Region of one account
  $ allowed-amis scan -r all --not-allowed --exit-code
  $ allowed-amis help scan                   what a command takes

Exit codes:
  0    done
  1    failed or incomplete (what was got is printed, the rest named on stderr)
  2    wrong usage, or invalid criteria
  3    with --exit-code: complete, and some instances are not allowed
  130  interrupted

AWS_PROFILE, AWS_REGION, AWS_ENDPOINT_URL, HTTPS_PROXY and the like work as in every AWS SDK.`;
