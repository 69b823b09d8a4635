import {providerProblem} from './provider.ts';

/** What a pasted list of providers holds. */
export type PastedAccountIds = {
	/** Account IDs and aliases, each once, in the order of the text. */
	readonly ids: readonly string[];
	/** What is neither, with what is wrong with it and the line it stands on (from 1). */
	readonly bad: ReadonlyArray<{readonly text: string; readonly line: number; readonly problem: string}>;
};

/**
Reads account IDs as people paste them: one a line, parted by commas, semicolons or spaces, quoted as in JSON or CSV, written `1234-5678-9012`, or
as columns of a spreadsheet, where only pieces with digits, and aliases, are taken for IDs and the other columns are passed over.
*/
export function parseAccountIds(text: string): PastedAccountIds {
	const ids = new Set<string>();
	const bad: Array<PastedAccountIds['bad'][number]> = [];
	for (const [index, row] of text.split(/\r\n|\n|\r/).entries()) {
		const pieces = piecesOf(row);
		const fitting = pieces.filter((piece) => providerProblem(piece) === undefined);
		for (const id of fitting) {
			ids.add(id);
		}

		// A row with an ID and other columns (a name, an e-mail) is fine; one piece that looks like an ID and isn't one is not.
		const others = pieces.filter((piece) => !fitting.includes(piece));
		const wrong = fitting.length === 0 ? others : others.filter((piece) => /^[\d+,\-.e]{6,}$/i.test(piece));
		for (const piece of wrong) {
			bad.push({text: piece, line: index + 1, problem: providerProblem(piece) ?? ''});
		}
	}

	return {ids: [...ids], bad};
}

function piecesOf(row: string): readonly string[] {
	return row
		.replaceAll(/(?<!\d)(\d{4})-(\d{4})-(\d{4})(?!\d)/g, '$1$2$3')
		.split(/[\s"',;[\]|]+/)
		.filter((piece) => piece !== '');
}
