/** `ImageNames`: images by their name, which anyone may give to an image of their own. */
import {steadyCondition, type Condition} from '../evaluation/condition.ts';
import {because} from '../validation/finding.ts';
import {generaliseName, longestName} from '../evaluation/name-pattern.ts';
import {asJson, listed, quoted} from '../validation/text.ts';
import {compilePattern, compileWildcards} from '../evaluation/wildcard.ts';
import {textList} from './editing.ts';
import type {Parameter} from './parameter.ts';
import {anyOf, coversList, free, listOf, text, textsIn, warnOfRepeats} from './values.ts';

/** The most names of a criterion. */
export const mostImageNames = 50;

/** A name with `?` must be at least this long. */
const shortestWithQuestionMark = 3;

export const imageNames: Parameter<readonly string[]> = {
	schema: listOf(text.check(free(nameProblem)), mostImageNames),
	saysWho: false,
	conditions: (names) => [nameCondition(names)],
	inWords: (names) => [`named ${anyOf(names.map((name) => quoted(name)))}`],
	covers: (broad, narrow) => coversList(broad, narrow, coversPattern),
	applyRules(value, report) {
		warnOfRepeats(value, report);
		const names = textsIn(value);
		for (const name of new Set(names)) {
			const broad = names.find((other) => other !== name && coversPattern(other, name));
			if (broad === undefined) {
				continue;
			}

			report('warning', [names.indexOf(name)], `${asJson(name)} adds nothing; ${asJson(broad)} matches all it does`);
		}
	},
	edit: [textList({path: 'ImageNames', label: 'image name', hint: 'a name; * and ? are wildcards'})],
	addition: {
		isAge: false,
		for({Name: name}) {
			const pattern = name === undefined ? undefined : generaliseName(name);
			return pattern === undefined ? undefined : [pattern];
		},
		add: (value, added) => [...(value ?? []), ...added],
		inWords: (added) => `${added.length === 1 ? 'name' : 'names'} ${listed(added, 2)}`,
	},
	policy: {type: 'list', name: 'image_names'},
	terraform: {
		type: 'list',
		name: 'image_names',
		refuses: (names) =>
			names.flatMap((name, position) =>
				name.includes(' ')
					? [`ImageNames[${position}] ${JSON.stringify(name)} has a space, which the provider refuses`]
					: [],
			),
	},
};

/** Whether every text that the narrow pattern matches is matched by the broad one; a "no" may mean that it can't be told. */
function coversPattern(broad: string, narrow: string): boolean {
	// The narrow pattern's own wildcards are met as characters: only a `*` of the broad one can swallow them.
	return broad === narrow || (!broad.includes('?') && compilePattern(broad)(narrow));
}

function nameCondition(names: readonly string[]): Condition {
	const match = compileWildcards(names);
	const list = listed(names);
	return steadyCondition('ImageNames', (image) => {
		if (image.Name === undefined) {
			return {outcome: 'unknown', words: `name not known${because(image)}`};
		}

		const found = match(image.Name);
		if (found === undefined) {
			return {outcome: 'not met', words: `name matches none of ${list}`};
		}

		return found.how === 'exactly'
			? {outcome: 'met', words: `name matches ${quoted(found.pattern)}`}
			: {
					outcome: 'unknown',
					words: `name matches ${quoted(found.pattern)} only if case is ignored; AWS does not say if it is`,
				};
	});
}

/** What is wrong with a name; `undefined` if nothing is: it has 1–128 of the characters AWS allows, at least 3 where `?` is used. */
function nameProblem(value: string): string | undefined {
	if (value === '') {
		return 'is empty; a name has 1 to 128 characters';
	}

	const bad = /[^\w '()*\-./?@[\]]/u.exec(value)?.[0];
	if (bad !== undefined) {
		return `${asJson(value)} contains ${asJson(bad)}; names have letters, digits, spaces and ( ) [ ] . / - ' @ _ * ? only`;
	}

	if (value.length > longestName) {
		return `${asJson(value)} has ${value.length} characters; a name has at most ${longestName}`;
	}

	return value.includes('?') && value.length < shortestWithQuestionMark
		? `${asJson(value)} is too short; a name with ? has at least ${shortestWithQuestionMark} characters`
		: undefined;
}
