import {ServiceError} from '../protocol/errors.ts';
import type {Refusals} from './service.ts';

/** The refusals of a service of the query protocol that isn't EC2. */
export function queryRefusals(service: string): Refusals {
	return {
		throttled: () => new ServiceError('Throttling', 'Rate exceeded'),
		denied: (arn, action) =>
			new ServiceError('AccessDenied', `User: ${arn} is not authorized to perform: ${service}:${action}`, 403),
		expired: () => new ServiceError('ExpiredToken', 'The security token included in the request is expired', 403),
		unsigned: () => new ServiceError('MissingAuthenticationToken', 'Request is missing Authentication Token', 403),
		unknownAction: (action, query) =>
			new ServiceError(
				'InvalidAction',
				`Could not find operation ${action} for version ${query.text('Version') ?? 'NO_VERSION_SPECIFIED'}`,
			),
		wrongRegion: () =>
			new ServiceError('InvalidClientTokenId', 'The security token included in the request is invalid.', 403),
	};
}

/** The refusals of a service of a JSON protocol; its errors come with status 400 whatever they say. */
export function jsonRefusals(service: string): Refusals {
	return {
		throttled: () => new ServiceError('ThrottlingException', 'Rate exceeded'),
		denied: (arn, action) =>
			new ServiceError('AccessDeniedException', `User: ${arn} is not authorized to perform: ${service}:${action}`),
		expired: () => new ServiceError('ExpiredTokenException', 'The security token included in the request is expired'),
		unsigned: () => new ServiceError('MissingAuthenticationTokenException', 'Missing Authentication Token'),
		unknownAction: (action) => new ServiceError('UnknownOperationException', `Unknown operation: ${action}`),
		wrongRegion: () =>
			new ServiceError('UnrecognizedClientException', 'The security token included in the request is invalid.'),
	};
}
