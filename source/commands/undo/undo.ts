import {UsageError} from '../program/exit-code.ts';
import {isInteractive} from '../../ui/terminal/interactive.ts';
import {defineCommand} from '../options/definition.ts';
import {askAgain} from '../reading/unknown-changes.ts';
import {undoChange} from './undo-change.ts';
import {undoRun} from './undo-run.ts';

/**
Brings a Region back to the settings from before a change, or all Regions of a fleet run, once a person has typed what is asked for. It goes
through the same door as every change: each Region is read again right before each call, and the history is written first. It never enforces.
*/
export const command = defineCommand(
	{
		uses: ['profile', 'endpointUrl', 'readOnly', 'demo', 'debug'],
		examples: ['undo', 'undo 3f9a1c02', 'undo --run 7b20c4e1'],
		declare: (command) =>
			command
				.argument('[id]', 'the entry of the history; the last change if left out')
				.option('--run <id>', 'every Region of a fleet run, all at once or one by one'),
	},
	async (context, {run}, id) => {
		if (context.options.readOnly) {
			throw new UsageError('undo changes a Region, and --read-only forbids that.', 'Leave one of them out.');
		}

		if (run !== undefined && id !== undefined) {
			throw new UsageError(
				'undo takes back either one change or a whole run; both are given.',
				'Leave out the ID, or --run.',
			);
		}

		if (isInteractive({env: context.env}) !== true) {
			throw new UsageError(
				'undo asks before it changes anything, and there is no terminal to ask in.',
				'Run it in a terminal.',
			);
		}

		await askAgain(context);
		return run === undefined ? undoChange(context, id) : undoRun(context, run);
	},
);
