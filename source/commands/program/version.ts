import process from 'node:process';
import packageJson from '../../../package.json' with {type: 'json'};

/** `0.1.0 (build 1a2b3c4, Node 24.21.0)`: what to quote in a report. Run from its source, there is no build. */
export function versionInWords(): string {
	const build = process.env.ALLOWED_AMIS_BUILD;
	const from = build === undefined || build === '' ? 'from source' : `build ${build}`;
	return `${packageJson.version} (${from}, Node ${process.versions.node})`;
}
