import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {loadSharedConfigFiles} from '@smithy/core/config';

/** The settings under one heading of a file; those of a sub-section are `SUB.NAME`. */
export type Section = Readonly<Record<string, string | undefined>>;

/** The configuration and credentials files, as the SDK reads them. */
export type SharedFiles = {
	/** Settings of a profile for everything but the way to credentials: the configuration file wins. */
	readonly settings: ReadonlyMap<string, Section>;
	/** The same for the way to credentials, and the Region: the credentials file wins. */
	readonly profiles: ReadonlyMap<string, Section>;
	readonly ssoSessions: ReadonlyMap<string, Section>;
	readonly services: ReadonlyMap<string, Section>;
	/** Where the configuration file is or would be, for messages. */
	readonly configFile: string;
};

/** Reads both files anew; one that is missing counts as empty. */
export async function readSharedFiles(): Promise<SharedFiles> {
	const {configFile, credentialsFile} = await loadSharedConfigFiles({ignoreCache: true});
	const inConfig = sectionsOf(configFile);
	const inCredentials = sectionsOf(credentialsFile);
	const named = (prefix: string): ReadonlyMap<string, Section> =>
		new Map(
			[...inConfig]
				.filter(([name]) => name.startsWith(prefix))
				.map(([name, section]) => [name.slice(prefix.length), section]),
		);
	return {
		settings: profilesOf(inCredentials, inConfig),
		profiles: profilesOf(inConfig, inCredentials),
		ssoSessions: named('sso-session.'),
		services: named('services.'),
		configFile: process.env.AWS_CONFIG_FILE ?? path.join(os.homedir(), '.aws', 'config'),
	};
}

/** What there is without any file. */
export const noFiles: SharedFiles = {
	settings: new Map(),
	profiles: new Map(),
	ssoSessions: new Map(),
	services: new Map(),
	configFile: '',
};

function sectionsOf(file: Readonly<Record<string, Section>>): ReadonlyMap<string, Section> {
	return new Map(Object.entries(file));
}

/** The sections that are no profiles come along as `sso-session.NAME` and `services.NAME`. */
function profilesOf(
	weaker: ReadonlyMap<string, Section>,
	stronger: ReadonlyMap<string, Section>,
): ReadonlyMap<string, Section> {
	const names = [...weaker.keys(), ...stronger.keys()].filter((name) => !/^(?:sso-session|services)\./.test(name));
	return new Map(names.map((name) => [name, {...weaker.get(name), ...stronger.get(name)}]));
}
