/** Bundles source/ into dist/: the program, the thread that scans, and lazily loaded chunks, so that a command pays only for what it uses. */
import fs from 'node:fs/promises';
import path from 'node:path';
import {build, type Plugin} from 'esbuild';

/** Ink works out every line of every frame anew; what it gets from `source/vendor/ink` is the same, sooner. */
const quickInk: Plugin = {
	name: 'quick-ink',
	setup({onResolve, onLoad}) {
		onResolve({filter: /^string-width$/}, ({importer}) =>
			importer.includes('node_modules') ? {path: path.resolve('source/vendor/ink/string-width.ts')} : undefined,
		);
		onResolve({filter: /^\.\/(?:output|sanitize-ansi)\.js$/}, ({importer, resolveDir, path: name, namespace}) =>
			namespace === 'file' && importer.includes('/ink/build/')
				? {path: path.resolve(resolveDir, name), namespace: 'quick-ink'}
				: undefined,
		);
		onLoad({filter: /output\.js$/, namespace: 'quick-ink'}, ({path: original}) => ({
			contents: `import Output from '${original}';
				import {quickened} from '${path.resolve('source/vendor/ink/output.ts')}';
				export default quickened(Output);`,
			resolveDir: path.dirname(original),
		}));
		onLoad({filter: /sanitize-ansi\.js$/, namespace: 'quick-ink'}, ({path: original}) => ({
			contents: `import sanitizeAnsi from '${original}';
				import {quickSanitize} from '${path.resolve('source/vendor/ink/sanitize-ansi.ts')}';
				export default quickSanitize(sanitizeAnsi);`,
			resolveDir: path.dirname(original),
		}));
	},
};

await fs.rm('dist', {recursive: true, force: true});
await build({
	entryPoints: {cli: 'source/cli.ts', 'scan-worker': 'source/aws/scan/scan-worker.ts'},
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
	plugins: [quickInk],
	// Some of the bundled packages are CommonJS and call require().
	banner: {
		js: "import {createRequire as __createRequire} from 'node:module'; const require = __createRequire(import.meta.url);",
	},
	logLevel: 'warning',
});
await fs.chmod('dist/cli.js', 0o755);
