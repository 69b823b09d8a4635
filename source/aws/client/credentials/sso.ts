/** Keys by a sign-in of IAM Identity Center, which the SDK keeps in a file; and what really went wrong where it throws that away. */
import {getSSOTokenFromFile} from '@smithy/core/config';
import type {ServiceName} from '../configuration/endpoint.ts';
import type {ServiceSettings} from '../service-settings.ts';
import {sdkErrorOf} from '../errors/sdk-error.ts';
import {silentLogger, type Wire} from '../network/wire.ts';
import type {Keys} from './keys.ts';
import type {CredentialSource} from './source.ts';

type SsoSource = Extract<CredentialSource, {readonly type: 'sso'}>;

/** What of a sign-in must not be told; none where nobody has signed in yet, which the SDK says itself. */
export async function ssoSecrets({cachedAs}: SsoSource): Promise<ReadonlyArray<string | undefined>> {
	try {
		const {accessToken, clientSecret, refreshToken} = (await getSSOTokenFromFile(cachedAs)) as Partial<
			Record<string, string>
		>;
		return [accessToken, clientSecret, refreshToken];
	} catch {
		return [];
	}
}

/** Made ready to ask for keys; what it gives then rejects with the SDK's error, or with the one that is behind it. */
export async function ssoSignIn(
	source: SsoSource,
	{settingsFor, wire}: {readonly settingsFor: (service: ServiceName) => ServiceSettings; readonly wire: Wire},
): Promise<() => Promise<Keys>> {
	const [{fromSSO}, {SSOClient}] = await Promise.all([
		import('@aws-sdk/credential-provider-sso'),
		import('@aws-sdk/nested-clients/sso'),
	]);
	const client = new SSOClient({...settingsFor('sso'), region: source.region});
	// The SDK keeps nothing but the words of what went wrong.
	let failure: unknown;
	client.middlewareStack.add(
		(next) => async (args) => {
			try {
				return await next(args);
			} catch (error) {
				failure = error;
				throw error;
			}
		},
		{step: 'initialize', name: 'keepFailure'},
	);
	return async () => {
		try {
			const keys = await fromSSO({
				profile: source.profile,
				ssoClient: client,
				clientConfig: settingsFor('sso_oidc'),
				logger: silentLogger,
			})();
			renewalFailures.delete(source.cachedAs);
			return keys;
		} catch (error) {
			throw failure ?? whyNotRenewed(source, wire, error);
		}
	};
}

/**
The SDK takes a token that it could not renew for one that has ended, whatever kept it from renewing, and for half a minute doesn't even
try again.
*/
function whyNotRenewed({cachedAs}: SsoSource, {lastFailure}: Wire, error: unknown): unknown {
	if (lastFailure !== undefined) {
		renewalFailures.set(cachedAs, lastFailure);
	}

	return sdkErrorOf(error).message.startsWith('Token is expired') ? (renewalFailures.get(cachedAs) ?? error) : error;
}

/** By the name of the session, as the SDK remembers for all clients of the process when it last tried. */
const renewalFailures = new Map<string, Error>();
