/** An error as EC2 answers it: its code, the HTTP status that goes with it and a sentence in EC2's own wording. */
export class ServiceError extends Error {
	override readonly name = 'ServiceError';
	readonly code: string;
	readonly status: number;

	constructor(code: string, message: string, status = 400) {
		super(message);
		this.code = code;
		this.status = status;
	}
}

export function invalidValue(parameter: string, value: string, why = ''): ServiceError {
	return new ServiceError(
		'InvalidParameterValue',
		`Value (${value}) for parameter ${parameter} is invalid.${why === '' ? '' : ` ${why}`}`,
	);
}

export function missingParameter(parameter: string): ServiceError {
	return new ServiceError('MissingParameter', `The request must contain the parameter ${parameter}`);
}

export function unauthorized(arn: string, action: string, service = 'ec2'): ServiceError {
	return new ServiceError(
		'UnauthorizedOperation',
		`You are not authorized to perform this operation. User: ${arn} is not authorized to perform: ${service}:${action} with an explicit deny in a service control policy`,
		403,
	);
}

export function throttled(): ServiceError {
	return new ServiceError('RequestLimitExceeded', 'Request limit exceeded.', 503);
}

export function authFailure(): ServiceError {
	return new ServiceError('AuthFailure', 'AWS was not able to validate the provided access credentials', 401);
}

/** The refusal of a change in a Region whose settings an Organizations declarative policy owns. */
export function policyManaged(customMessage?: string): ServiceError {
	return new ServiceError(
		'DeclarativePolicyViolation',
		`This functionality has been disabled by a Declarative Policy.${customMessage === undefined ? '' : ` ${customMessage}`}`,
	);
}
