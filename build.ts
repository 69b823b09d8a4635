/** Bundles source/ into dist/: one ESM entry and lazily loaded chunks, so that a command pays only for what it uses. */
import fs from 'node:fs/promises';
import path from 'node:path';
import {build, type Plugin} from 'esbuild';

/** Ink measures text with a package that takes its time; what it gets is the same, measured sooner. */
const quickWidths: Plugin = {
	name: 'quick-widths',
	setup({onResolve}) {
		onResolve({filter: /^string-width$/}, ({importer}) =>
			importer.includes('node_modules') ? {path: path.resolve('source/ui/string-width.ts')} : undefined,
		);
	},
};

await fs.rm('dist', {recursive: true, force: true});
await build({
	entryPoints: ['source/cli.ts'],
	outdir: 'dist',
	bundle: true,
	splitting: true,
	format: 'esm',
	platform: 'node',
	target: 'node22',
	minify: true,
	mainFields: ['module', 'main'],
	// React's production build is about twice as fast, and Ink's devtools are never shipped.
	define: {'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"'},
	external: ['react-devtools-core'],
	plugins: [quickWidths],
	// Some of the bundled packages are CommonJS and call require().
	banner: {
		js: "import {createRequire as __createRequire} from 'node:module'; const require = __createRequire(import.meta.url);",
	},
	logLevel: 'warning',
});
await fs.chmod('dist/cli.js', 0o755);
