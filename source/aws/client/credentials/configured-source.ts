import type {Configuration} from '../configuration/configuration.ts';
import {settingProblem} from '../configuration/setting.ts';
import {sourceOfProfile} from './profile-source.ts';
import type {CredentialSource} from './source.ts';

/**
The way to credentials that a configuration tells, found as the SDK finds it but before anything is run or sent.
@see https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html
@throws `configuration`, naming the setting at fault and its file.
*/
export function sourceOf(configuration: Configuration): CredentialSource {
	const {environment, profile, files} = configuration;
	const [keyId = '', secret = ''] = [environment.AWS_ACCESS_KEY_ID, environment.AWS_SECRET_ACCESS_KEY];
	if (profile === undefined && keyId !== '' && secret !== '') {
		return {type: 'environment'};
	}

	const own = sourceOfProfile(configuration.profileName, files);
	if (own !== undefined) {
		return own;
	}

	if (profile === undefined && (keyId !== '') !== (secret !== '')) {
		const [set, missing] =
			keyId === '' ? ['AWS_SECRET_ACCESS_KEY', 'AWS_ACCESS_KEY_ID'] : ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'];
		throw settingProblem(set, `is set and ${missing} is not`, 'Set both, or neither and choose a profile.');
	}

	return sourceOfSurroundings(environment);
}

/** What the machine offers where nothing is configured. */
function sourceOfSurroundings(environment: NodeJS.ProcessEnv): CredentialSource {
	const {AWS_WEB_IDENTITY_TOKEN_FILE: tokenFile = '', AWS_ROLE_ARN: roleArn = ''} = environment;
	if (tokenFile !== '' && roleArn !== '') {
		return {
			type: 'web-identity',
			tokenFile,
			roleArn,
			setting: 'AWS_WEB_IDENTITY_TOKEN_FILE',
			sessionName: environment.AWS_ROLE_SESSION_NAME,
		};
	}

	const isInContainer = ['AWS_CONTAINER_CREDENTIALS_RELATIVE_URI', 'AWS_CONTAINER_CREDENTIALS_FULL_URI'].some(
		(name) => (environment[name] ?? '') !== '',
	);
	return {type: isInContainer ? 'container' : 'instance'};
}
