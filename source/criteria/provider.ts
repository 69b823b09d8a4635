/** Who makes images, as `ImageProviders` names them: an alias of AWS, or an account. */
import {nearest} from '../nearest.ts';
import type {ImageEvidence} from './evaluation/image.ts';
import {asJson, quoted} from './validation/text.ts';

/** The values of `ImageProviders` that are read from an image's owner alias. */
export const providerAliases = ['amazon', 'aws-marketplace', 'aws-backup-vault'] as const;
export type ProviderAlias = (typeof providerAliases)[number];

const aliasWords: Readonly<Record<ProviderAlias, string>> = {
	amazon: 'Amazon or its verified providers',
	'aws-marketplace': 'verified Marketplace providers',
	'aws-backup-vault': 'AWS Backup',
};

export function isProviderAlias(value: string): value is ProviderAlias {
	return (providerAliases as readonly string[]).includes(value);
}

/** Whether the text is an account ID: 12 digits, ASCII ones. */
export function isAccountId(value: string): boolean {
	return /^\d{12}$/.test(value);
}

/** A provider as a person would call it. */
export function providerInWords(provider: string): string {
	return isProviderAlias(provider)
		? aliasWords[provider]
		: isAccountId(provider)
			? `account ${provider}`
			: quoted(provider);
}

/**
What is wrong with a provider, in a sentence that says how to right it; `undefined` if nothing is: it is an alias, `none`, or 12 digits.

@param value as it was typed.
@param words what may stand beside account IDs; declarative policies spell the aliases otherwise.
*/
export function providerProblem(
	value: string,
	words: readonly string[] = [...providerAliases, 'none'],
): string | undefined {
	if (words.includes(value) || isAccountId(value)) {
		return undefined;
	}

	const shown = asJson(value);
	if (/^\d+$/.test(value)) {
		const hint = value.length === 11 ? ' (lost a leading zero?)' : '';
		return `${shown} has ${value.length} ${value.length === 1 ? 'digit' : 'digits'}; an account ID has 12${hint}`;
	}

	if (isAccountId(value.replaceAll(/[\s-]/g, ''))) {
		return `${shown} is written with separators; an account ID is 12 digits and nothing else`;
	}

	if (/^\d[,.0-9]*e\+?\d+$/i.test(value)) {
		return `${shown} is an account ID that a spreadsheet rounded; copy it again as text`;
	}

	if (value === '') {
		return 'is empty; a provider is an alias or a 12-digit account ID';
	}

	const plain = (word: string) => word.toLowerCase().replaceAll('_', '-');
	const [nearPlain] = nearest(
		plain(value),
		words.map((word) => plain(word)),
		1,
	);
	const near = words.find((word) => plain(word) === nearPlain);
	const known = `${words.join(', ')} or a 12-digit account ID`;
	return `${shown} is not a provider; ${near === undefined ? `it is one of ${known}` : `did you mean ${asJson(near)}?`}`;
}

/** How an image's provider is called: by its alias where it has one, else by its account ID. */
export function providerOf({OwnerId, ImageOwnerAlias}: ImageEvidence): string {
	return ImageOwnerAlias !== undefined && !isAccountId(ImageOwnerAlias) ? ImageOwnerAlias : (OwnerId ?? 'not known');
}

/** The value of `ImageProviders` that stands for the image's provider: its alias where it has one, else its owner. */
export function trustedAs({ImageOwnerAlias: alias, OwnerId: owner}: ImageEvidence): string | undefined {
	return alias !== undefined && isProviderAlias(alias) ? alias : owner;
}
