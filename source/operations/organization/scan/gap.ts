import type {Problem} from '../../../problem.ts';
import type {Gap} from '../cell.ts';
import type {Lack} from '../summary.ts';

export function gapOf(what: string, problem: Problem): Gap {
	const {Why: why, Next: next} = lackOf(problem);
	return {What: what, Why: why, Next: next};
}

/** A problem in a member account, whose permissions come from the template of its role. */
export function lackOf({what, next}: Problem): Lack {
	return {Why: what, Next: next.replace('allowed-amis iam-policy --read-only', 'allowed-amis org role-template')};
}
