import {counted} from '../counted.ts';
import {readCriteria} from '../criteria/validation/check.ts';
import {readInput} from '../storage/files/input.ts';
import {nameOfInput, sayIssues} from './reading/criteria.ts';
import {defineCommand} from './options/definition.ts';
import {exitCodes} from './program/exit-code.ts';
import {print, say} from './program/terminal.ts';

/** Every error at once, and the warnings, on stderr; exit code 2 if there is an error. */
export const command = defineCommand(
	{
		uses: [],
		examples: ['validate criteria.json', 'validate - < criteria.json'],
		declare: (command) =>
			command.argument('<file>', 'a criteria file in any of the formats known, or "-" for standard input'),
	},
	async ({signal}, _options, file) => {
		const {criteria, errors, warnings} = readCriteria(await readInput(file, {signal}));
		sayIssues({errors, warnings});
		if (criteria === undefined) {
			say(`${nameOfInput(file)}: ${counted(errors.length, 'error')}.`);
			return exitCodes.usage;
		}

		await print(`${nameOfInput(file)}: valid, ${counted(criteria.length, 'criterion', 'criteria')}.\n`);
		return exitCodes.done;
	},
);
