import {ProblemError, whatToDoAboutBug} from '../../../problem.ts';
import {redacted} from '../../../redact.ts';
import {isChange, type Action} from '../actions.ts';
import {originOf} from '../credentials/advice.ts';
import {answeredProblem} from './answered-errors.ts';
import {clauseOf, messageOf, renewCredentials, serviceName, type Description, type FailedCall} from './failed-call.ts';
import {WrongAnswerError} from './foreign-answers.ts';
import {networkProblem} from './network-errors.ts';
import {codeOf, sdkErrorOf, statusOf, type SdkError} from './sdk-error.ts';

/**
Any failure of a call as a `ProblemError` with one of our kinds, naming the action and the Region, and what to do next. An abort stays an
`AbortError`.
*/
export function problemFrom(thrown: unknown, call: FailedCall): Error {
	const error = sdkErrorOf(thrown);
	if (error instanceof ProblemError || error.name === 'AbortError') {
		return error;
	}

	const code = statusOf(error) === undefined || error instanceof WrongAnswerError ? undefined : codeOf(error);
	const requestId = error.$metadata?.requestId;
	return new ProblemError(
		{
			...describe(error, call),
			...(code !== undefined && {code: redacted(code, call.secrets)}),
			...(requestId !== undefined && {requestId: redacted(requestId, call.secrets)}),
		},
		{cause: thrown},
	);
}

/** Paging that would go round for ever. */
export function repeatedToken(action: Action, region: string): ProblemError {
	return new ProblemError({
		kind: 'service',
		what: `${clauseOf({action, region})} handed out a page token for the second time.`,
		next: 'Try again; what has come in is not complete.',
	});
}

function describe(error: SdkError, call: FailedCall): Description {
	if (error instanceof WrongAnswerError) {
		return wrongAnswer(error, call);
	}

	const isAboutCredentials = error.name === 'CredentialsProviderError' || error.name === 'TokenProviderError';
	return isAboutCredentials ? credentialsProblem(error, call) : callProblem(error, call);
}

/** Nothing in it counts, so it is no refusal either, whatever it says: a change may have been made. */
function wrongAnswer({message, $metadata}: WrongAnswerError, call: FailedCall): Description {
	const service = serviceName(call);
	const next = 'Check the endpoint URL, and whether a proxy or a sign-in page answered in its place.';
	return {
		kind: 'service',
		what: `${clauseOf(call)} got an answer that is not ${service}'s own (HTTP ${$metadata.httpStatusCode}): ${redacted(message, call.secrets)}.`,
		next: isChange(call.action) ? `It may have taken effect all the same: read the Region again. ${next}` : next,
	};
}

function callProblem(error: SdkError, call: FailedCall): Description {
	const status = statusOf(error);
	// The line can be cut in the midst of an answer, too: then there is a status already.
	const network = status === undefined || status < 300 ? networkProblem(error, call) : undefined;
	return network ?? (status === undefined ? bug(error, call) : answeredProblem(error, call));
}

/** What the SDK's own code on the way to credentials says, where nobody answered it. */
function credentialsProblem(error: SdkError, call: FailedCall): Description {
	const source = call.source && originOf(call.source);
	const isSignIn = source?.type === 'sso' || source?.type === 'login';
	return {
		kind: 'expired',
		what: isSignIn
			? `The sign-in of the profile ${redacted(source.profile)} has ended or never was.${inTheWordsOfTheSdk(error, call)}`
			: `There are no credentials for ${clauseOf(call)}.${inTheWordsOfTheSdk(error, call)}`,
		...renewCredentials(call),
	};
}

/** Its advice is not repeated, as ours is more exact; nor that a file isn't there that a sign-in would write. */
function inTheWordsOfTheSdk(error: SdkError, call: FailedCall): string {
	const [said = ''] = messageOf(error, call).split(
		/,? (?:to refresh this sso session|please re-authenticate using) /i,
		1,
	);
	return /\bENOENT\b/.test(said) ? '' : ` The SDK said: ${said}`;
}

function bug(error: SdkError, call: FailedCall): Description {
	const stack = error.stack?.split('\n').map((line) => redacted(line, call.secrets));
	return {
		kind: 'bug',
		what: `${clauseOf(call)} failed inside allowed-amis: ${messageOf(error, call)}`,
		next: whatToDoAboutBug,
		...(stack !== undefined && {stack: stack.join('\n')}),
	};
}
