import {ProblemError} from '../../../problem.ts';

/**
A setting of the environment or the AWS configuration that can't be used as it is: `what` follows its name in a sentence, `next` says what to
write instead.
*/
export function settingProblem(name: string, what: string, next: string): ProblemError {
	return new ProblemError({kind: 'configuration', what: `${name} ${what}.`, next});
}
