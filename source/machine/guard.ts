/** A guard's answer: yes, or the reason why not, as a clause to show a person ("the scan is incomplete"). */
export type Guard = true | string;

/** Yes if both say so; else the first reason why not. */
export function bothOf(first: Guard, second: Guard): Guard {
	return first === true ? second : first;
}
