import {safeText} from '../../../safe-text.ts';
import type {CredentialSource} from './source.ts';

/** What to do about credentials that are missing, ended or not accepted, as it follows from where they come from. */
export type Advice = {
	/** One sentence. */
	readonly next: string;
	/** The command that signs in, where there is one: the program and its arguments. */
	readonly signIn?: readonly string[];
};

/** Where the credentials come from in the end: those that assume a role, or the ones that assume the role of those. */
export function originOf(source: CredentialSource): Exclude<CredentialSource, {readonly type: 'role'}> {
	return source.type === 'role' ? originOf(source.source) : source;
}

/** The command that signs a person in, where a sign-in is what gives the credentials. */
export function signInCommand(source: CredentialSource): readonly string[] | undefined {
	const origin = originOf(source);
	switch (origin.type) {
		case 'sso': {
			return ['aws', 'sso', 'login', '--profile', origin.profile];
		}

		case 'login': {
			return ['aws', 'login', '--profile', origin.profile];
		}

		case 'container':
		case 'environment':
		case 'instance':
		case 'keys':
		case 'process':
		case 'web-identity': {
			return undefined;
		}
	}
}

export function adviceFor(source: CredentialSource): Advice {
	const signIn = signInCommand(source);
	return signIn === undefined
		? {next: renewal(originOf(source))}
		: {next: `Sign in again: ${safeText(signIn.join(' '))}`, signIn};
}

function renewal(origin: ReturnType<typeof originOf>): string {
	switch (origin.type) {
		case 'keys': {
			const profile = safeText(origin.profile);
			return origin.sessionToken === undefined
				? `Check the keys of the profile ${profile} (aws configure --profile ${profile}), or choose another with --profile.`
				: `Get new temporary keys for the profile ${profile} from where these came from, or choose another with --profile.`;
		}

		case 'environment': {
			return 'Set AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN anew, or unset them and choose a profile with --profile.';
		}

		case 'process': {
			return `See what the credential_process of the profile ${safeText(origin.profile)} needs, or choose another profile with --profile.`;
		}

		case 'web-identity': {
			return `See that the token in ${safeText(origin.tokenFile)} (${origin.setting}) is renewed, and that the role trusts its issuer.`;
		}

		case 'container': {
			return 'See that the task or pod has a role, and that its credentials endpoint answers.';
		}

		case 'instance': {
			return 'Choose a profile with --profile or AWS_PROFILE, sign in with aws sso login or aws login, or look around with --demo.';
		}

		default: {
			return 'Sign in again.';
		}
	}
}
