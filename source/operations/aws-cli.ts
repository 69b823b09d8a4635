/** AWS CLI commands, ready to be pasted into a POSIX shell. */
import type {ImageCriteria} from '../criteria/criterion.ts';

/** Profile and endpoint in use, where they are not the default ones. */
export type Connection = {readonly profile?: string; readonly endpointUrl?: string};

/** The command that tells who the credentials are. */
export function identityCommand(options: Connection): string {
	return awsCli(['sts', 'get-caller-identity'], options);
}

/** The command that lists all Regions, with whether the account has opted in to them. */
export function regionsCommand(options: Connection): string {
	return ec2('describe-regions', undefined, options, '--all-regions');
}

/** The command that prints a Region's settings. */
export function settingsCommand(region: string | undefined, options: Connection): string {
	return ec2('get-allowed-images-settings', region, options);
}

/** `aws` with the profile and endpoint in use. */
function awsCli(words: readonly string[], {profile, endpointUrl}: Connection): string {
	const all = [
		'aws',
		...words,
		...(profile === undefined ? [] : ['--profile', profile]),
		...(endpointUrl === undefined ? [] : ['--endpoint-url', endpointUrl]),
	];
	return commandLine(all);
}

/** A program and its arguments, as a POSIX shell reads them. */
export function commandLine(words: readonly string[]): string {
	return words.map((word) => shellWord(word)).join(' ');
}

/** A command of EC2 in a Region. */
export function ec2(
	operation: string,
	region: string | undefined,
	options: Connection,
	...more: readonly string[]
): string {
	return awsCli(['ec2', operation, ...(region === undefined ? [] : ['--region', region]), ...more], options);
}

/** The command that turns on audit mode, or enforces. */
export function enableCommand(
	state: 'audit-mode' | 'enabled',
	region: string | undefined,
	options: Connection,
): string {
	return ec2('enable-allowed-images-settings', region, options, '--allowed-images-settings-state', state);
}

/** The command that turns Allowed AMIs off. */
export function disableCommand(region: string | undefined, options: Connection): string {
	return ec2('disable-allowed-images-settings', region, options);
}

/** The command that replaces the criteria. */
export function replaceCommand(criteria: ImageCriteria, region: string | undefined, options: Connection): string {
	return ec2(
		'replace-image-criteria-in-allowed-images-settings',
		region,
		options,
		'--image-criteria',
		JSON.stringify(criteria),
	);
}

/** A word as a POSIX shell reads it back. */
function shellWord(word: string): string {
	return /^[\w%+,\-./:=@]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
