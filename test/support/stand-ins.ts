/** Loaded before tests (`--import`), so that what they draw is drawn with what stands in for parts of Ink, as in the bundle. */
import {enableCompileCache, registerHooks} from 'node:module';
import process from 'node:process';
import {fileURLToPath, pathToFileURL} from 'node:url';
import {codeInPlaceOf, standInFor, standIns} from '../../source/vendor/stand-ins.ts';

// React as it is bundled, too, which draws every screen in half the time.
process.env.NODE_ENV = 'production';

// Each test file is a process of its own, and most of them load the same SDK.
enableCompileCache();

const mark = '?standing-in=';

registerHooks({
	resolve(specifier, context, nextResolve) {
		const resolved = nextResolve(specifier, context);
		const {parentURL = ''} = context;
		const isReplaced = parentURL.startsWith('file:') && !parentURL.includes(mark) && resolved.url.startsWith('file:');
		const standIn = isReplaced
			? standInFor(specifier, fileURLToPath(parentURL), fileURLToPath(resolved.url))
			: undefined;
		return standIn === undefined ? resolved : {...resolved, url: `${resolved.url}${mark}${standIns.indexOf(standIn)}`};
	},
	load(url, context, nextLoad) {
		const [file = '', index] = url.split(mark);
		const standIn = index === undefined ? undefined : standIns[Number(index)];
		if (standIn === undefined) {
			return nextLoad(url, context);
		}

		const source = codeInPlaceOf(fileURLToPath(file), standIn, (one) => pathToFileURL(one).href);
		return {format: 'module', source, shortCircuit: true};
	},
});
