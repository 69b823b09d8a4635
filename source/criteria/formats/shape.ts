/** What the readers of each shape give of a document. */
import type {CriteriaIssue, PathSegment} from '../validation/issue.ts';

export type CriteriaSource = 'aws-cli' | 'settings' | 'array' | 'declarative-policy';

/** Something found while reading; its path starts at the top of the document. */
export type Found = Pick<CriteriaIssue, 'severity' | 'segments' | 'message'>;

/** A document taken apart. */
export type Shape = {
	readonly source: CriteriaSource;
	readonly criteria: unknown;
	readonly state?: string;
	/** Where a path into the criteria leads in the document. */
	locate(segments: readonly PathSegment[]): readonly PathSegment[];
	readonly found: readonly Found[];
};
