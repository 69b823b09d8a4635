import type {Schema} from 'conf';
import type {Preferences, PreferenceStore} from '../operations/ports.ts';
import {Document} from './files/document.ts';

type Stored = Preferences & {readonly version?: number};

const schema: Schema<Stored> = {
	version: {type: 'integer'},
	columns: {type: 'object', additionalProperties: {type: 'boolean'}},
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
			const {columns} = preferences;
			await document.update((content) => ({
				...content,
				...preferences,
				...(columns !== undefined && {columns: {...content.columns, ...columns}}),
			}));
		},
	};
}
