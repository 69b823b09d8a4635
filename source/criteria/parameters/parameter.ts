/** What there is to say of one parameter of a criterion. Each has a file of its own, and a line in the registry. */
import type * as z from 'zod/mini';
import type {Condition, EvaluationContext} from '../evaluation/condition.ts';
import type {ImageEvidence} from '../evaluation/image.ts';
import type {PathSegment} from '../validation/issue.ts';

export type Parameter<Value> = {
	/** Its shape and limits; each message is ours and says what to do. */
	readonly schema: z.core.$ZodType<Value>;
	/** The names that stand in it where it is a structure, or in each of its values. */
	readonly fields?: readonly string[];
	/** Whether it says who stands behind an image; a criterion without any such is met by images of anyone. */
	readonly saysWho: boolean;
	/** What it makes of images; all of the conditions have to hold. An empty list never gets here: it means nothing. */
	conditions(value: Value, context: EvaluationContext): readonly Condition[];
	/** Its limits as parts of a sentence: "not older than 300 days". Safe to print. */
	inWords(value: Value): readonly string[];
	/** One value of its list, for a diff; the text itself by default. Safe to print. */
	valueInWords?(value: unknown): string;
	/** Whether every image that meets the narrow value meets the broad one; a "no" may mean that it can't be told. */
	covers(broad: Value, narrow: Value | undefined): boolean;
	/** Tells what is wrong beyond shape and limits, or valid but hardly meant. The value may be malformed: that is told already. */
	applyRules?(value: unknown, report: ReportInside): void;
	/** How the form offers it: one entry for a list, one for each limit. */
	readonly edit: readonly EditableParameter[];
	/** How it is made to allow an image that it refuses; absent where nothing could be added that would be true. */
	readonly addition?: Additions<Value>;
	/** How a declarative policy spells it; absent: policies have no way to say it. */
	readonly policy?: Spelling<Value>;
	/** How Terraform spells it; absent: Terraform has no way to say it. */
	readonly terraform?: Spelling<Value>;
};

/** Called for each finding; the path starts inside the parameter. */
export type ReportInside = (severity: 'error' | 'warning', segments: readonly PathSegment[], message: string) => void;

/** A parameter as the form offers it. Conditions are offered by their fields, as each of those is a limit of its own. */
export type EditableParameter = {
	/** `ImageProviders`, `CreationDateCondition.MaximumDaysSinceCreated`: where it is in a criterion. */
	readonly path: string;
	/** What it is called in the form. */
	readonly label: string;
	/** What can be typed. */
	readonly hint: string;
	/** Whether it holds several values. */
	readonly isList: boolean;
	/** Whether a list that is pasted on a criterion is meant for it: one of them. */
	readonly takesPastedList?: true;
	/** A value as a person reads and types it. */
	show(value: unknown): string;
	/** What was typed (not empty, without blanks around), as values: several for a pasted list, else one. */
	read(typed: string): {readonly values: readonly unknown[]} | {readonly error: string};
};

type Additions<Value> = {
	/** Whether what is added relaxes a limit on age. */
	readonly isAge: boolean;
	/** What would make an image meet the condition that it fails; `undefined` if nothing one would suggest. */
	for(image: ImageEvidence, now: Date): Value | undefined;
	/** The value with the addition made. */
	add(value: Value | undefined, added: Value): Value;
	/** "provider 444455556666", "age up to 365 days". */
	inWords(added: Value): string;
};

/** A name in another format: of a list, or of a condition with one limit in it. */
export type Spelling<Value> =
	| {
			readonly type: 'list';
			readonly name: string;
			/** A value in that format; as it is by default. */
			spell?(value: string): string;
			/** The value that was meant, or what is wrong with it there. */
			unspell?(value: string): {readonly value: string; readonly problem?: string};
			/** What the format refuses of the values, each with its place inside: `[2] "a b" has a space`. */
			refuses?(value: Value): readonly string[];
	  }
	| {readonly type: 'limit'; readonly name: string; readonly limit: string; readonly field: string};
