import process from 'node:process';
import {didYouMean} from '../../../nearest.ts';
import {ProblemError} from '../../../problem.ts';
import {safeText} from '../../../safe-text.ts';
import {settingProblem} from './setting.ts';
import {noFiles, readSharedFiles, type Section, type SharedFiles} from './shared-files.ts';

/** A value and where it is set: `AWS_REGION`, or `region of the profile prod`. */
export type Setting = {readonly value: string; readonly name: string};

export type ConfigurationOptions = {
	/** A profile that was asked for by name; without it AWS_PROFILE, or `default` if there is one. */
	readonly profile?: string | undefined;
	/** Nothing of this machine's configuration counts, neither its files nor its environment: for the demo. */
	readonly isolated?: boolean | undefined;
};

/**
The AWS configuration of one profile. All of it is read here and handed to the SDK, which by itself reads much of it for the profile of
AWS_PROFILE alone, ignores values that it does not understand, and keeps what it once read of a file.
*/
export class Configuration {
	readonly environment: NodeJS.ProcessEnv;
	readonly files: SharedFiles;
	/** The profile by name; absent where none is named and the way to credentials is the default one. */
	readonly profile: string | undefined;

	private constructor(environment: NodeJS.ProcessEnv, files: SharedFiles, profile: string | undefined) {
		this.environment = environment;
		this.files = files;
		this.profile = profile;
	}

	/**
	Reads the files and the environment as they are now.

	@throws `not-found` with the nearest names where there is no such profile.
	*/
	static async read({profile, isolated = false}: ConfigurationOptions): Promise<Configuration> {
		if (isolated) {
			return new Configuration({}, noFiles, undefined);
		}

		const files = await readSharedFiles();
		const named = profile ?? (process.env.AWS_PROFILE === '' ? undefined : process.env.AWS_PROFILE);
		if (named !== undefined && !files.profiles.has(named)) {
			throw unknownProfile(named, files.profiles.keys().toArray());
		}

		return new Configuration(process.env, files, named);
	}

	/** The section whose settings count. */
	get profileName(): string {
		return this.profile ?? 'default';
	}

	/** A setting of the environment, by the first of these variables that isn't empty, or else of the profile. */
	setting(variables: readonly string[], key: string): Setting | undefined {
		for (const name of variables) {
			const value = this.environment[name] ?? '';
			if (value !== '') {
				return {value, name};
			}
		}

		const section: Section = this.files.settings.get(this.profileName) ?? {};
		const value = key === 'region' ? this.files.profiles.get(this.profileName)?.region : section[key];
		return value === undefined ? undefined : {value, name: `${key} of the profile ${safeText(this.profileName)}`};
	}

	/**
	A setting that is true or false; `undefined` where it is false or not set.

	@throws `configuration` where it is neither.
	*/
	flag(variable: string, key: string): (Setting & {readonly value: 'true'}) | undefined {
		const setting = this.setting([variable], key);
		const value = setting?.value.trim().toLowerCase();
		if (setting === undefined || value === 'false') {
			return undefined;
		}

		if (value !== 'true') {
			throw settingProblem(setting.name, `is "${safeText(setting.value)}"`, 'Write true or false.');
		}

		return {...setting, value};
	}

	/** The Region that is configured, for the AWS CLI's AWS_DEFAULT_REGION too. */
	get region(): Setting | undefined {
		const setting = this.setting(['AWS_REGION', 'AWS_DEFAULT_REGION'], 'region');
		if (setting !== undefined) {
			checkRegionName(setting);
		}

		return setting;
	}
}

/** Rejects a Region's name that the SDK could make no host name of. */
function checkRegionName({name, value}: Setting): void {
	if (/^[\da-z](?:[\d\-a-z]*[\da-z])?$/i.test(value)) {
		return;
	}

	const trimmed = value.trim();
	const [what, next] = /\s/.test(value)
		? [
				`is "${safeText(value)}", with a blank ${/\s$/.test(value) ? 'at its end' : /^\s/.test(value) ? 'at its beginning' : 'in it'}`,
				`Write ${safeText(trimmed.replaceAll(/\s+/g, '-'))}.`,
			]
		: [`is "${safeText(value)}", which is not the name of a Region`, 'Write one Region, for instance us-east-1.'];
	throw settingProblem(name, what, next);
}

function unknownProfile(profile: string, profiles: readonly string[]): ProblemError {
	const some = safeText(profiles.toSorted().slice(0, 8).join(', '));
	return new ProblemError({
		kind: 'not-found',
		what: `There is no profile "${safeText(profile)}" in the AWS configuration files.`,
		next: didYouMean(
			profile,
			profiles,
			some === '' ? 'Make one with: aws configure --profile NAME' : `There are: ${some}.`,
		),
	});
}
