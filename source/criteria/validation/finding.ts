import type {ImageEvidence} from '../evaluation/image.ts';
import type {Outcome} from '../evaluation/outcome.ts';

/** What a condition makes of one image. */
export type Finding = {
	readonly outcome: Outcome;
	/** The evidence: "provider 444455556666 is none of amazon, aws-marketplace". Safe to print. */
	readonly words: string;
};

/** A condition as a function of the image. */
export type Find = (image: ImageEvidence) => Finding;

/** Why evidence is missing, where that is known: it never comes back. */
export function because(image: ImageEvidence): string {
	return image.deregistered ? ': the image is deregistered' : '';
}
