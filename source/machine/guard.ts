/** A guard's answer: yes, or the reason why not, as a clause to show a person ("the scan is incomplete"). */
export type Guard = true | string;
