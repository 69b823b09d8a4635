/** `MarketplaceProductCodes`: images of a product of the AWS Marketplace. */
import {steadyCondition, type Condition} from '../evaluation/condition.ts';
import {because} from '../validation/finding.ts';
import {asJson, listed, quoted} from '../validation/text.ts';
import {textList} from './editing.ts';
import type {Parameter} from './parameter.ts';
import {anyOf, coversList, free, listOf, text, warnOfRepeats} from './values.ts';

const longestCode = 25;

export const marketplaceProductCodes: Parameter<readonly string[]> = {
	schema: listOf(text.check(free(codeProblem)), 50),
	saysWho: true,
	conditions: (codes) => [codeCondition(codes)],
	inWords: (codes) => [`with Marketplace product code ${anyOf(codes.map((code) => quoted(code)))}`],
	covers: (broad, narrow) => coversList(broad, narrow),
	applyRules: warnOfRepeats,
	edit: [textList({path: 'MarketplaceProductCodes', label: 'Marketplace product code', hint: 'letters and digits'})],
	addition: {
		isAge: false,
		for({ProductCodes: codes}) {
			const code = codes?.[0];
			return code === undefined ? undefined : [code];
		},
		add: (value, added) => [...(value ?? []), ...added],
		inWords: ([code]) => `product code ${code}`,
	},
	policy: {type: 'list', name: 'marketplace_product_codes'},
	terraform: {type: 'list', name: 'marketplace_product_codes'},
};

function codeCondition(codes: readonly string[]): Condition {
	const wanted = new Set(codes);
	return steadyCondition('MarketplaceProductCodes', (image) => {
		const {ProductCodes: codesOfImage} = image;
		if (codesOfImage === undefined) {
			return {outcome: 'unknown', words: `product codes not known${because(image)}`};
		}

		const code = codesOfImage.find((one) => wanted.has(one));
		if (code !== undefined) {
			return {outcome: 'met', words: `product code is ${code}`};
		}

		return {
			outcome: 'not met',
			words:
				codesOfImage.length === 0
					? 'has no product code'
					: `product code ${codesOfImage.join(', ')} is none of ${listed(codes)}`,
		};
	});
}

/** What is wrong with a product code; `undefined` if nothing is: it has 1–25 letters and digits. */
function codeProblem(value: string): string | undefined {
	if (value === '') {
		return 'is empty; a product code has 1 to 25 letters and digits';
	}

	const bad = /[^0-9A-Za-z]/u.exec(value)?.[0];
	if (bad !== undefined) {
		return `${asJson(value)} contains ${asJson(bad)}; a product code has letters and digits only`;
	}

	return value.length > longestCode
		? `${asJson(value)} has ${value.length} characters; a product code has at most ${longestCode}`
		: undefined;
}
