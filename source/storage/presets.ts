import type {Schema} from 'conf';
import {didYouMean} from '../nearest.ts';
import {ProblemError} from '../problem.ts';
import {safeText} from '../safe-text.ts';
import type {Preset, Presets} from '../operations/ports.ts';
import {Document} from './files/document.ts';

type Stored = {
	readonly version?: number;
	readonly presets?: readonly Preset[];
};

const longestName = 64;
const longestDescription = 500;
const namePattern = String.raw`^[\p{L}\p{N}_](?:[\p{L}\p{M}\p{N} +\-.:@_]*[\p{L}\p{M}\p{N}+\-.:@_])?$`;

const schema: Schema<Stored> = {
	version: {type: 'integer'},
	presets: {
		type: 'array',
		items: {
			type: 'object',
			required: ['name', 'criteria', 'createdAt'],
			properties: {
				name: {type: 'string', maxLength: longestName, pattern: namePattern},
				description: {type: 'string'},
				criteria: {type: 'array', items: {type: 'object'}},
				createdAt: {type: 'string'},
				lastUsedAt: {type: 'string'},
			},
		},
	},
};

function sorted({presets = []}: Partial<Stored>): readonly Preset[] {
	return presets.map((preset) => madeSafe(preset)).toSorted((left, right) => left.name.localeCompare(right.name, 'en'));
}

/** The presets in a file that is only looked at: none where it can't be read. */
export function peekPresets(file: string): readonly Preset[] {
	return sorted(new Document<Stored>(file, schema).peek());
}

/**
The presets in one file. Names are compared to the letter, after Unicode normalisation (NFC); `now` gives the time to record.
*/
export function openPresets(file: string, now: () => Date = () => new Date()): Presets {
	const document = new Document<Stored>(file, schema);

	/** Runs `change` on the list under the lock; it gives the list to keep. */
	const update = async (change: (presets: readonly Preset[]) => readonly Preset[]): Promise<void> => {
		await document.update((content) => {
			const presets = change(content.presets ?? []);
			return {...content, presets};
		});
	};

	const list = async (): Promise<readonly Preset[]> => sorted(await document.read());

	return {
		list,
		async get(name) {
			return find(await list(), name);
		},
		async save({name, description, criteria}, {overwrite}) {
			const preset: Preset = {
				name: checkedName(name),
				...(description !== undefined && {description: checkedDescription(description)}),
				criteria,
				createdAt: now().toISOString(),
			};
			let saved = preset;
			await update((presets) => {
				const previous = presets.find((one) => one.name === preset.name);
				if (previous === undefined) {
					return [...presets, preset];
				}

				if (!overwrite) {
					throw taken(preset.name, 'Choose another name, or replace it with --overwrite.');
				}

				saved = {...previous, ...preset, createdAt: previous.createdAt};
				return replaced(presets, preset.name, saved);
			});
			return saved;
		},
		async rename(from, to) {
			const name = checkedName(to);
			await update((presets) => {
				const preset = find(presets, from);
				if (name !== preset.name && presets.some((one) => one.name === name)) {
					throw taken(name);
				}

				return replaced(presets, preset.name, {...preset, name});
			});
		},
		async describe(name, description) {
			const text = checkedDescription(description);
			await update((presets) => {
				const {description: _, ...preset} = find(presets, name);
				return replaced(presets, preset.name, text === '' ? preset : {...preset, description: text});
			});
		},
		async restore(preset) {
			const name = checkedName(preset.name);
			await update((presets) => {
				if (presets.some((one) => one.name === name)) {
					throw taken(name);
				}

				return [...presets, {...preset, name}];
			});
		},
		async remove(name) {
			await update((presets) => {
				const preset = find(presets, name);
				return presets.filter((one) => one !== preset);
			});
		},
		async markUsed(name) {
			await update((presets) => {
				const preset = find(presets, name);
				return replaced(presets, preset.name, {...preset, lastUsedAt: now().toISOString()});
			});
		},
	};
}

/** The file may have been edited by hand: what gets on a screen is made safe. The name can't be anything else; criteria stay to the letter. */
function madeSafe({description, createdAt, lastUsedAt, ...preset}: Preset): Preset {
	return {
		...preset,
		...(description !== undefined && {description: safeText(description)}),
		createdAt: safeText(createdAt),
		...(lastUsedAt !== undefined && {lastUsedAt: safeText(lastUsedAt)}),
	};
}

/** What is wrong with a name for a preset, as a clause ("it is longer than 64 characters"), or nothing. */
export function presetNameError(name: string): string | undefined {
	const text = name.normalize('NFC');
	if (text === '') {
		return 'it is empty';
	}

	if ([...text].length > longestName) {
		return `it is longer than ${longestName} characters`;
	}

	return new RegExp(namePattern, 'u').test(text)
		? undefined
		: 'it may hold letters, digits, spaces and . _ - @ + : and has to begin with a letter, a digit or _ and not end with a space';
}

function checkedName(name: string): string {
	const error = presetNameError(name);
	if (error !== undefined) {
		throw new ProblemError({
			kind: 'storage',
			code: 'invalid-name',
			what: `"${safeText(name)}" cannot be the name of a preset: ${error}.`,
			next: 'Choose another name.',
		});
	}

	return name.normalize('NFC');
}

function checkedDescription(description: string): string {
	return safeText([...description.trim()].slice(0, longestDescription).join(''));
}

function find(presets: readonly Preset[], name: string): Preset {
	const wanted = name.normalize('NFC');
	const preset = presets.find((one) => one.name === wanted);
	if (preset !== undefined) {
		return preset;
	}

	throw new ProblemError({
		kind: 'not-found',
		what: `There is no preset named "${safeText(name)}".`,
		next: didYouMean(
			name,
			presets.map((one) => one.name),
			presets.length === 0 ? 'None is saved yet.' : '"allowed-amis presets list" names those there are.',
		),
	});
}

function replaced(presets: readonly Preset[], name: string, by: Preset): readonly Preset[] {
	return presets.map((one) => (one.name === name ? by : one));
}

function taken(name: string, next = 'Choose another name.'): ProblemError {
	return new ProblemError({
		kind: 'storage',
		code: 'exists',
		what: `There is a preset named "${name}" already.`,
		next,
	});
}
