import type {silentLogger, Wire} from './network/wire.ts';

/** What a client of any service is made with, whatever its Region and credentials. */
export type ServiceSettings = {
	readonly profile: string;
	readonly maxAttempts: number;
	readonly retryMode: 'standard';
	readonly defaultsMode: 'legacy';
	readonly logger: typeof silentLogger;
	readonly ignoreConfiguredEndpointUrls: true;
	readonly useFipsEndpoint: boolean;
	readonly useDualstackEndpoint: boolean;
	readonly customUserAgent: Array<[name: string, version: string]>;
	readonly requestHandler: Wire;
	readonly endpoint?: string;
};
