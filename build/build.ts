/**
Bundles source/ into dist/: the program, the thread that scans, and lazily loaded chunks, so that a command pays only for what it uses.
With `--if-changed`, only where the bundle is missing or older than what it is made of.
*/
import fs from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {build} from 'esbuild';
import {writeAnswers} from './answers.ts';
import {buildName} from './build-name.ts';
import {isCurrent} from './is-current.ts';
import {licencesOf} from './licences.ts';
import {lateEmoji} from './late-emoji.ts';
import {standingIn} from './standing-in.ts';

process.chdir(path.join(import.meta.dirname, '..'));
/** Written last, so that a build that was broken off is made again. */
const last = 'dist/third-party-licences.txt';
if (process.argv.includes('--if-changed') && (await isCurrent('.', last))) {
	process.exit();
}

await fs.rm('dist', {recursive: true, force: true});
const {metafile} = await build({
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
	define: {
		'process.env.NODE_ENV': '"production"',
		'process.env.DEV': '"false"',
		'globalThis.ALLOWED_AMIS_BUILD': JSON.stringify(await buildName('.')),
	},
	external: ['react-devtools-core'],
	plugins: [standingIn(), lateEmoji()],
	// Some of the bundled packages are CommonJS and call require().
	banner: {
		js: "import {createRequire as __createRequire} from 'node:module'; const require = __createRequire(import.meta.url);",
	},
	logLevel: 'warning',
	metafile: true,
});
await fs.chmod('dist/cli.js', 0o755);
await writeAnswers('dist');
await fs.writeFile(last, await licencesOf(metafile));
