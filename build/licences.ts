import {existsSync} from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import type {Metafile} from 'esbuild';
import {packageOf} from '../source/vendor/stand-ins.ts';

type Bundled = {
	readonly title: string;
	/** Where it is developed, and under which licence. */
	readonly origin: string;
	readonly text: string;
};

/**
The licences and notices of every package that has a part in the bundle, with their texts.

@throws An error that names the packages that come without a text: what they allow has to be known before they are shipped.
*/
export async function licencesOf({outputs}: Metafile): Promise<string> {
	const inputs = Object.values(outputs).flatMap((output) => Object.entries(output.inputs));
	const directories = inputs
		.filter(([input, {bytesInOutput}]) => bytesInOutput > 0 && input.includes('node_modules/'))
		// What stands in for a module is listed by the module, with a name before it.
		.map(([input]) => packageOf(path.resolve(input.replace(/^standing-in:/, '')))?.directory);
	const all = await Promise.all(
		[...new Set(directories)].filter((one) => one !== undefined).map(async (one) => read(one)),
	);
	const titles = Map.groupBy(all, (entry) => (entry.text === '' ? textOfOrigin(entry, all) : entry.text));
	const silent = titles.get('') ?? [];
	if (silent.length > 0) {
		throw new Error(
			`No licence text comes with ${inOneList(silent)}, which the bundle has a part of: look it up at its origin, and put it into build/licences.`,
		);
	}

	const parts = [...titles].map(([text, packages]) => `${inOneList(packages)}\n\n${text}\n`);
	const rule = `\n${'='.repeat(80)}\n`;
	return ['allowed-amis contains parts of these packages, under the licences that follow.\n', ...parts.toSorted()].join(
		rule,
	);
}

function inOneList(packages: readonly Bundled[]): string {
	return [...new Set(packages.map(({title}) => title))].toSorted().join(', ');
}

/** Some packages of a monorepo come without the text that the others bring. */
function textOfOrigin({origin}: Bundled, all: readonly Bundled[]): string {
	return all.find((entry) => entry.origin === origin && entry.text !== '')?.text ?? '';
}

type Manifest = {
	readonly name: string;
	readonly version: string;
	readonly license?: string;
	readonly repository?: string | {readonly url: string};
};

async function read(directory: string): Promise<Bundled> {
	const manifest = JSON.parse(await fs.readFile(path.join(directory, 'package.json'), 'utf8')) as Manifest;
	const {name, version, license, repository} = manifest;
	const files = await licenceFilesIn(directory);
	// Texts that packages leave out are kept here, by the name of the package.
	const kept = path.join(import.meta.dirname, 'licences', `${name.replace('/', '__')}.txt`);
	const isKept = files.length === 0 && existsSync(kept);
	const texts = await Promise.all((isKept ? [kept] : files).map(async (file) => fs.readFile(file, 'utf8')));
	return {
		title: `${name} ${version}${license === undefined ? '' : ` (${license})`}`,
		origin: JSON.stringify([typeof repository === 'object' ? repository.url : (repository ?? name), license]),
		text: texts.map((text) => text.replaceAll('\r\n', '\n').trim()).join('\n\n'),
	};
}

async function licenceFilesIn(directory: string): Promise<readonly string[]> {
	const names = await fs.readdir(directory);
	return names
		.filter((name) => /^(?:licen[cs]e|copying|notice)/i.test(name))
		.toSorted()
		.map((name) => path.join(directory, name));
}
