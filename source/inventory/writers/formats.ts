/**
The formats that a scan is written in, in the order in which they are told, the default first: by `scan --format`, and by the ending of a file's
name in the review. To add one: a writer beside this file, and its entry here. Each is loaded once it is chosen.
*/
import {instancesOf, ofAccount, type AccountScan} from './account-scan.ts';
import type {Chunks} from './chunks.ts';
import type {TableOptions} from './table.ts';

/**
Writes the scan of one account, or of several, whose rows then carry their account, in chunks. `layout` fits a table to a terminal; without it
everything is there in full.
*/
type Writer = (scans: readonly AccountScan[], layout?: TableOptions) => Chunks;

export type Format = {
	/** How the names of its files end; absent where it is for a terminal. */
	readonly ending?: string;
	/** Whether it says why an image is not allowed, which takes the criteria applied in each Region. */
	readonly explains: boolean;
	readonly load: () => Promise<Writer>;
};

export const formats = {
	table: {
		explains: false,
		async load() {
			const {writeInstanceTable} = await import('./instance-table.ts');
			return (scans, layout) => writeInstanceTable(instancesOf(scans), layout);
		},
	},
	json: {
		ending: 'json',
		explains: false,
		async load() {
			const {writeJson} = await import('./json/json.ts');
			return (scans) => writeJson(instancesOf(scans));
		},
	},
	ndjson: {
		ending: 'ndjson',
		explains: false,
		async load() {
			const {writeNdjson} = await import('./json/json.ts');
			return (scans) => writeNdjson(instancesOf(scans));
		},
	},
	csv: {
		ending: 'csv',
		explains: true,
		async load() {
			const {writeCsv, writeCsvOfAccounts} = await import('./csv.ts');
			return (scans) => {
				const [one] = scans;
				return one !== undefined && scans.length === 1 && one.account === undefined
					? writeCsv(instancesOf(scans), one.report.judge)
					: writeCsvOfAccounts(
							scans.map(({account, report: {inventory, judge}, rows}) => ({
								instances: ofAccount(inventory, rows, account),
								...(judge !== undefined && {judge}),
							})),
						);
			};
		},
	},
	markdown: {
		ending: 'md',
		explains: true,
		async load() {
			const {writeMarkdown} = await import('./markdown.ts');
			return (scans) => writeMarkdown(...scans.map(({report, rows}) => ({...report, rows})));
		},
	},
	html: {
		ending: 'html',
		explains: true,
		async load() {
			const {writeHtml} = await import('./html.ts');
			return (scans) => writeHtml(...scans.map(({report, rows}) => ({...report, rows})));
		},
	},
} as const satisfies Readonly<Record<string, Format>>;

export type FormatName = keyof typeof formats;

/** The default first. */
export const formatNames = Object.keys(formats) as [FormatName, ...FormatName[]];

/** The formats of files, by how their names end. */
export const formatsByEnding: ReadonlyMap<string, Format> = new Map(
	Object.values(formats).flatMap((format: Format) => (format.ending === undefined ? [] : [[format.ending, format]])),
);
