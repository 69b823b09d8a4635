import process from 'node:process';
import {loadConfig} from '@smithy/core/config';

/**
The endpoint that a profile sets for a service, in a `services` section or for all (`endpoint_url`). The SDK reads this for the profile of
AWS_PROFILE alone, not for one that is asked for by name; the variables of the environment, which win, it reads itself.
@see https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
*/
export async function profileEndpoint(
	profile: string | undefined,
	service: 'ec2' | 'sts',
	environment: NodeJS.ProcessEnv = process.env,
): Promise<string | undefined> {
	const isSetElsewhere =
		profile === undefined ||
		environment.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS === 'true' ||
		['AWS_ENDPOINT_URL', `AWS_ENDPOINT_URL_${service.toUpperCase()}`].some((name) => (environment[name] ?? '') !== '');
	if (isSetElsewhere) {
		return undefined;
	}

	const find = loadConfig<string | undefined>(
		{
			environmentVariableSelector: () => undefined,
			configFileSelector(own, all) {
				const services = own.services === undefined ? undefined : all?.[`services.${own.services}`];
				return services?.[`${service}.endpoint_url`] ?? own.endpoint_url;
			},
			default: undefined,
		},
		{profile},
	);
	return find();
}
