import type {AwsCredentialIdentity} from '@smithy/types';

/** Keys as a provider gives them. */
export type Keys = AwsCredentialIdentity;
