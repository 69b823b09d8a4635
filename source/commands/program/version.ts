import process from 'node:process';
import packageJson from '../../../package.json' with {type: 'json'};

declare global {
	/** Put in by the build; empty where it has no name. */
	var ALLOWED_AMIS_BUILD: string | undefined;
}

/** `0.1.0 (build 1a2b3c4d5e, Node 24.21.0)`: what to quote in a report. The build puts its name in; run from its source, there is none. */
export function versionInWords(build = globalThis.ALLOWED_AMIS_BUILD): string {
	const from = build === undefined ? ['from source'] : build === '' ? [] : [`build ${build}`];
	return `${packageJson.version} (${[...from, `Node ${process.versions.node}`].join(', ')})`;
}
