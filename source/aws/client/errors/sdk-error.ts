import type {isThrottlingError} from '@smithy/core/retry';

/** What the SDK and Node hang on an error beside its message. */
export type SdkError = Parameters<typeof isThrottlingError>[0] & {
	/** EC2's own code; the SDK's name for the error is the same where its model has a class for it. */
	readonly Code?: string;
	/** Node's code of a network failure. */
	readonly code?: string;
	/** AWS's answer, where there was one. */
	readonly $response?: {readonly headers?: Readonly<Record<string, string>>};
};

/** Any thrown value as an error with the SDK's details, all of them optional. */
export function sdkErrorOf(error: unknown): SdkError {
	const thrown: Error = error instanceof Error ? error : new Error(String(error));
	return thrown as SdkError;
}

/** EC2's error code, or the SDK's name for what went wrong before an answer came. */
export function codeOf(error: SdkError): string | undefined {
	return error.Code ?? (error.name === 'Error' ? undefined : error.name);
}

/** The HTTP status of AWS's answer; `undefined` where there was none. */
export function statusOf(error: SdkError): number | undefined {
	return error.$metadata?.httpStatusCode;
}
