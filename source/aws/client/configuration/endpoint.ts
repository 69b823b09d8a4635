import {ProblemError} from '../../../problem.ts';
import {safeText} from '../../../safe-text.ts';
import type {Configuration, Setting} from './configuration.ts';
import {settingProblem} from './setting.ts';

/** The services that are called, by the names that the AWS configuration gives them (`AWS_ENDPOINT_URL_SSO_OIDC`, `sso_oidc`). */
export type ServiceName = 'ec2' | 'sts' | 'sso' | 'sso_oidc' | 'signin' | (string & {});

/**
The endpoint that is configured for a service: by its own variable or the one for all, in a `services` section or for the whole profile.
@see https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
@throws `configuration` where what is configured can't be one.
*/
export function configuredEndpoint(configuration: Configuration, service: ServiceName): Setting | undefined {
	if (configuration.flag('AWS_IGNORE_CONFIGURED_ENDPOINT_URLS', 'ignore_configured_endpoint_urls') !== undefined) {
		return undefined;
	}

	const setting =
		ofEnvironment(configuration, service) ??
		ofServices(configuration, service) ??
		configuration.setting([], 'endpoint_url');
	if (setting !== undefined) {
		checkEndpoint(setting);
	}

	return setting;
}

/** Rejects what is not the address of an endpoint. */
export function checkEndpoint({name, value}: Setting): void {
	if (!/^https?:$/.test(URL.parse(value)?.protocol ?? '') || /\s/.test(value)) {
		throw settingProblem(
			name,
			`is "${safeText(value)}", which is not the URL of an endpoint`,
			'Give one that begins with https:// or http://.',
		);
	}
}

/**
Rejects an endpoint beside a setting that chooses among AWS's own: the two exclude each other.

@throws `configuration`, naming both.
*/
export function checkVariants(configuration: Configuration, endpoint: Setting | undefined): void {
	for (const [variable, key, means] of variants) {
		const flag = configuration.flag(variable, key);
		if (flag !== undefined && endpoint !== undefined) {
			throw new ProblemError({
				kind: 'configuration',
				what: `${flag.name} asks for ${means}, and ${endpoint.name} names another endpoint (${safeText(endpoint.value)}): AWS's SDK takes only one of them.`,
				next: `Leave out one: unset ${endpoint.name}, or set ${flag.name} to false.`,
			});
		}
	}
}

const variants = [
	['AWS_USE_FIPS_ENDPOINT', 'use_fips_endpoint', "AWS's FIPS endpoints"],
	['AWS_USE_DUALSTACK_ENDPOINT', 'use_dualstack_endpoint', "AWS's dual-stack endpoints"],
] as const;

function ofEnvironment({environment}: Configuration, service: ServiceName): Setting | undefined {
	for (const name of [`AWS_ENDPOINT_URL_${service.toUpperCase()}`, 'AWS_ENDPOINT_URL']) {
		const value = environment[name] ?? '';
		if (value !== '') {
			return {value, name};
		}
	}

	return undefined;
}

function ofServices(configuration: Configuration, service: ServiceName): Setting | undefined {
	const section = configuration.setting([], 'services');
	if (section === undefined) {
		return undefined;
	}

	const {services, configFile} = configuration.files;
	const found = services.get(section.value);
	if (found === undefined) {
		throw settingProblem(
			section.name,
			`is "${safeText(section.value)}", and there is no section [services ${safeText(section.value)}] in ${safeText(configFile)}`,
			'Write that section, or take the setting out.',
		);
	}

	const value = found[`${service}.endpoint_url`];
	return value === undefined
		? undefined
		: {value, name: `endpoint_url of ${service} in [services ${safeText(section.value)}]`};
}
