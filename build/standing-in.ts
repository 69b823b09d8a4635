import path from 'node:path';
import type {Plugin} from 'esbuild';
import {codeInPlaceOf, standInFor, standIns, uselessStandIn, type StandIn} from '../source/vendor/stand-ins.ts';

/** Puts what stands in for parts of Ink in their places; the build fails where one finds no place. */
export function standingIn(all: readonly StandIn[] = standIns): Plugin {
	const specifiers = all.map(({specifier}) => specifier.replaceAll('.', String.raw`\.`));
	const filter = new RegExp(`^(?:${specifiers.join('|')})$`);
	const original = Symbol('what stands in imports what it stands in for');
	return {
		name: 'standing-in',
		setup({onResolve, onLoad, onEnd, resolve}) {
			const used = new Set<StandIn>();
			onResolve({filter}, async ({path: specifier, importer, namespace, resolveDir, kind, pluginData}) => {
				if (namespace === 'standing-in' || pluginData === original) {
					return undefined;
				}

				const {path: file} = await resolve(specifier, {importer, namespace, resolveDir, kind, pluginData: original});
				const standIn = standInFor(specifier, importer, file, all);
				if (standIn === undefined) {
					return undefined;
				}

				used.add(standIn);
				return {path: file, namespace: 'standing-in', pluginData: standIn};
			});
			onLoad({filter: /./, namespace: 'standing-in'}, ({path: file, pluginData}) => ({
				contents: codeInPlaceOf(file, pluginData as StandIn, (one) => one),
				resolveDir: path.dirname(file),
			}));
			onEnd(() => ({
				errors: all.filter((standIn) => !used.has(standIn)).map((standIn) => ({text: uselessStandIn(standIn)})),
			}));
		},
	};
}
