import type {Schema} from 'conf';
import {Document} from './files/document.ts';

/** What a person chose last, offered again next time. Nothing depends on it. */
type Preferences = {
	/** The Regions marked last. */
	readonly regions?: readonly string[];
	/** The profile used last. */
	readonly profile?: string;
	/** The format exported to last. */
	readonly exportFormat?: string;
};

export type PreferenceStore = {
	read(): Promise<Preferences>;
	/** Changes the preferences given and leaves the others. */
	save(preferences: Preferences): Promise<void>;
};

type Stored = Preferences & {readonly version?: number};

const schema: Schema<Stored> = {
	version: {type: 'integer'},
	regions: {type: 'array', items: {type: 'string'}},
	profile: {type: 'string'},
	exportFormat: {type: 'string'},
};

/** The preferences in one file. */
export function openPreferences(file: string): PreferenceStore {
	const document = new Document<Stored>(file, schema);
	return {
		async read() {
			const {version, ...preferences} = await document.read();
			return preferences;
		},
		async save(preferences) {
			await document.update((content) => ({...content, ...preferences}));
		},
	};
}
