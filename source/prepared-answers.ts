/**
What the program says when it is asked for its version or its help, made by the build from the program itself, so that it is there without
loading any of it. Run from its source, there is none.
*/
import fs from 'node:fs';
import process from 'node:process';

/** The file beside the bundle that the build writes. */
export const answersFile = 'answers.json';

export type Answers = {
	/** What is said before the version of Node.js, and after it. */
	readonly version: readonly [before: string, after: string];
	/** Without a terminal, and on one of 80 columns. */
	readonly help: string;
	/** Where nothing has to be wrapped, and how many columns that takes. */
	readonly wideHelp: {readonly text: string; readonly columns: number};
};

/** The answer to a command line; `undefined` where the program has to be asked. */
export function preparedAnswer(args: readonly string[], {isTTY, columns} = process.stdout): string | undefined {
	const [question, ...more] = args;
	const isVersion = question === '--version' || question === '-V';
	if (more.length > 0 || !(isVersion || question === '--help' || question === '-h')) {
		return undefined;
	}

	const answers = answersThere();
	if (answers === undefined) {
		return undefined;
	}

	const {version, help, wideHelp} = answers;
	if (isVersion) {
		return version.join(process.versions.node);
	}

	return !isTTY || columns === 80 ? help : columns >= wideHelp.columns ? wideHelp.text : undefined;
}

function answersThere(): Answers | undefined {
	try {
		return JSON.parse(fs.readFileSync(new URL(answersFile, import.meta.url), 'utf8')) as Answers;
	} catch {
		return undefined;
	}
}
