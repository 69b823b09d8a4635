/**
What stands in for modules of Ink: the same results, sooner. Each was held against one version of what it replaces, by its tests in
test/vendor, and takes the place of no other. The build puts them in, and so do the tests of components.
*/
import fs from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';

export type StandIn = {
	/** The package that is replaced in part, and the version that the stand-in was held against. */
	readonly package: string;
	readonly version: string;
	/** The module, in the folder of its package. */
	readonly module: string;
	/** What other packages import it by. */
	readonly specifier: string;
	/** The file beside this one that stands in: its default export makes from the module's default export what takes its place. */
	readonly file: string;
};

export const standIns: readonly StandIn[] = [
	{
		package: 'ink',
		version: '8.0.0',
		module: 'build/output.js',
		specifier: './output.js',
		file: 'ink/output.ts',
	},
	{
		package: 'ink',
		version: '8.0.0',
		module: 'build/sanitize-ansi.js',
		specifier: './sanitize-ansi.js',
		file: 'ink/sanitize-ansi.ts',
	},
	{
		package: 'ink',
		version: '8.0.0',
		module: 'build/log-update.js',
		specifier: './log-update.js',
		file: 'ink/log-update.ts',
	},
	{
		package: 'string-width',
		version: '8.3.0',
		module: 'index.js',
		specifier: 'string-width',
		file: 'ink/string-width.ts',
	},
	{
		package: 'yoga-layout',
		version: '3.2.1',
		module: 'dist/binaries/yoga-wasm-base64-esm.js',
		specifier: '../binaries/yoga-wasm-base64-esm.js',
		file: 'yoga/load.ts',
	},
];

/** What stands in for the module in a file, or nothing. `importer` is a file as well; our own code gets what it asks for. */
export function standInFor(
	specifier: string,
	importer: string,
	file: string,
	among: readonly StandIn[] = standIns,
): StandIn | undefined {
	return importer.split(path.sep).includes('node_modules')
		? among.find((standIn) => standIn.specifier === specifier && isReplaced(standIn, file))
		: undefined;
}

function isReplaced({package: name, version, module}: StandIn, file: string): boolean {
	const root = packageOf(file);
	const isModule = root !== undefined && path.relative(root.directory, file).split(path.sep).join('/') === module;
	return isModule && root.name === name && root.version === version;
}

/** The code that takes the place of the module in a file; `nameOf` makes of a file what it is imported by. */
export function codeInPlaceOf(file: string, standIn: StandIn, nameOf: (file: string) => string): string {
	const [original, replacement] = [file, path.join(import.meta.dirname, standIn.file)].map((one) =>
		JSON.stringify(nameOf(one)),
	);
	return `import original from ${original};\nimport standIn from ${replacement};\nexport default standIn(original);\n`;
}

/** What to say of a stand-in that took no place. */
export function uselessStandIn({package: name, version, module, file}: StandIn): string {
	const found = packageOf(fileURLToPath(import.meta.resolve(name)))?.version ?? 'not installed';
	return `source/vendor/${file} stands in for ${module} of ${name} ${version}, which nothing imports: ${name} here is ${found}. Hold it against that version with the tests in test/vendor, then name the version in source/vendor/stand-ins.ts; or take it out.`;
}

type Package = {readonly directory: string; readonly name: string; readonly version: string};

/** The package that a file belongs to. */
export function packageOf(file: string): Package | undefined {
	for (let directory = path.dirname(file); directory !== path.dirname(directory); directory = path.dirname(directory)) {
		const manifest = path.join(directory, 'package.json');
		const text = fs.existsSync(manifest) ? fs.readFileSync(manifest, 'utf8') : '{}';
		const {name, version} = JSON.parse(text) as Partial<Package>;
		// Some packages have a further one in a folder of theirs, without a name, which only says how to read files there.
		if (name !== undefined && version !== undefined) {
			return {directory, name, version};
		}
	}

	return undefined;
}
