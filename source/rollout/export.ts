import {criterionInWords} from '../criteria/words.ts';
import type {Inventory} from '../inventory/store.ts';
import {writeCsv} from '../inventory/writers/csv.ts';
import {writeHtml} from '../inventory/writers/html.ts';
import {writeJson, writeNdjson} from '../inventory/writers/json.ts';
import {writeMarkdown} from '../inventory/writers/markdown.ts';
import type {Report} from '../inventory/writers/report.ts';
import {ProblemError} from '../problem.ts';
import {appliedCriteria, judgeOf} from './judge.ts';
import type {RolloutState} from './state.ts';

const writers = {
	json: ({inventory, rows}: Report) => writeJson(inventory.instances(rows)),
	ndjson: ({inventory, rows}: Report) => writeNdjson(inventory.instances(rows)),
	csv: ({inventory, rows, judge}: Report) => writeCsv(inventory.instances(rows), judge),
	md: writeMarkdown,
	html: writeHtml,
} as const;

/** The ends of file names that an export can have; each stands for its format. */
export const exportEndings = Object.keys(writers);

/** Instances in the format that a file's name ends in, in chunks. Throws `not-found` for an ending without a format. */
export function exportRows(
	path: string,
	{inventory, rows}: {readonly inventory: Inventory; readonly rows: readonly number[]},
	state: RolloutState,
	now: Date,
): AsyncIterable<string> {
	const ending = path.split('.').at(-1)?.toLowerCase() ?? '';
	if (!isEnding(ending)) {
		throw new ProblemError({
			kind: 'not-found',
			what: `"${path}" does not say which format to write.`,
			next: `End it with ${exportEndings.map((known) => `.${known}`).join(', ')}.`,
		});
	}

	const {account, arn} = state.identity;
	return writers[ending]({
		inventory,
		rows,
		judge: judgeOf(state, now),
		scannedAt: scannedAt(state, now),
		...(state.options.purpose !== 'scan-file' && {identity: {account, arn}}),
		regions: inventory.coverage.regions.map(({region}) => ({
			region,
			criteria: (appliedCriteria(state, region) ?? []).map((criterion) => criterionInWords(criterion)),
			...stateOf(state, region),
		})),
	});
}

function isEnding(ending: string): ending is keyof typeof writers {
	return Object.hasOwn(writers, ending);
}

/** When the last of the scans ended; a scan that still runs is as of now. */
function scannedAt(state: RolloutState, now: Date): string {
	const ends = Object.values(state.work).map(({scan}) =>
		scan?.status === 'done' ? scan.finishedAt : now.toISOString(),
	);
	return ends.toSorted().at(-1) ?? now.toISOString();
}

function stateOf(state: RolloutState, region: string): {state?: string} {
	const reading = state.work[region]?.reading;
	return reading?.status === 'here' ? {state: reading.value.settings.State} : {};
}
