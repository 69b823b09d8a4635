import {loadSharedConfigFiles} from '@smithy/core/config';
import {didYouMean} from '../../nearest.ts';
import {ProblemError} from '../../problem.ts';
import {safeText} from '../../safe-text.ts';

/** The profiles of the AWS configuration and credentials files, by name; none where there are no such files. */
export async function listProfiles(): Promise<readonly string[]> {
	const {configFile, credentialsFile} = await loadSharedConfigFiles({ignoreCache: true});
	// The sections that are no profiles come along as `sso-session.NAME` and `services.NAME`.
	const names = [...Object.keys(configFile), ...Object.keys(credentialsFile)].filter(
		(name) => !/^(?:sso-session|services)\./.test(name),
	);
	return [...new Set(names)].toSorted();
}

/** Rejects with `not-found` and the nearest names, before the SDK would search every other source of credentials in vain. */
export async function assertProfileExists(profile: string): Promise<void> {
	const profiles = await listProfiles();
	if (profiles.includes(profile)) {
		return;
	}

	const some = safeText(profiles.slice(0, 8).join(', '));
	throw new ProblemError({
		kind: 'not-found',
		what: `There is no profile "${safeText(profile)}" in the AWS configuration files.`,
		next: didYouMean(
			profile,
			profiles,
			some === '' ? 'Make one with: aws configure --profile NAME' : `There are: ${some}.`,
		),
	});
}
