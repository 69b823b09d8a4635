/** `ImageProviders`: whose images are allowed, by the alias that AWS gives them or by account. */
import * as z from 'zod/mini';
import {counted} from '../../counted.ts';
import {steadyCondition, type Condition} from '../evaluation/condition.ts';
import {because} from '../validation/finding.ts';
import type {ImageEvidence} from '../evaluation/image.ts';
import type {Outcome} from '../evaluation/outcome.ts';
import {
	isAccountId,
	isProviderAlias,
	providerAliases,
	providerInWords,
	providerOf,
	providerProblem,
	trustedAs,
} from '../provider.ts';
import {asJson, listed} from '../validation/text.ts';
import type {Parameter} from './parameter.ts';
import {anyOf, coversList, free, listOf, textsIn, warnOfRepeats} from './values.ts';

const provider = z
	.string({
		error: ({input}) =>
			typeof input === 'number'
				? `${input} is a number; write account IDs in quotes, or leading zeros get lost`
				: `${asJson(input)} is not a provider`,
	})
	.check(free((value: string) => providerProblem(value)));

/** The most providers of a criterion. */
export const mostProviders = 200;

const policyAliases = providerAliases.map((alias) => alias.replaceAll('-', '_'));

export const imageProviders: Parameter<readonly string[]> = {
	schema: listOf(provider, mostProviders),
	saysWho: true,
	conditions: (providers, {account}) => [providerCondition(providers, account)],
	inWords: (providers) => [`by ${anyOf(providers.map((name) => providerInWords(name)))}`],
	covers: (broad, narrow) => coversList(broad, narrow),
	applyRules(value, report) {
		const providers = textsIn(value);
		if (providers.includes('none') && providers.length > 1) {
			const others = counted(providers.length - 1, 'other value');
			report('error', [], `has "none" and ${others}; "none" must stand alone`);
		}

		warnOfRepeats(value, report);
	},
	edit: [
		{
			path: 'ImageProviders',
			label: 'provider',
			hint: 'amazon, aws-marketplace, aws-backup-vault, none, or account IDs (a pasted list, too)',
			isList: true,
			takesPastedList: true,
			show: String,
			read: (typed) => ({values: splitList(typed)}),
		},
	],
	addition: {
		isAge: false,
		for(image) {
			const value = trustedAs(image);
			return value === undefined ? undefined : [value];
		},
		add: (value, added) => [...(value ?? []), ...added],
		inWords: ([value]) => `provider ${value}`,
	},
	policy: {
		type: 'list',
		name: 'allowed_image_providers',
		spell: (value) => value.replaceAll('-', '_'),
		unspell(value) {
			const problem =
				value === 'none'
					? '"none" has no counterpart in policies; own images are always allowed, so leave it out'
					: providerProblem(value, policyAliases);
			return {value: value.replaceAll('_', '-'), ...(problem !== undefined && {problem})};
		},
	},
	terraform: {type: 'list', name: 'image_providers'},
};

/** The parts of a list as people paste it, each once: in JSON or CSV, a line each, and account IDs as the console writes them (`1234-5678-9012`). */
function splitList(text: string): readonly string[] {
	const parts = text.replaceAll(/(?<!\d)(\d{4})-(\d{4})-(\d{4})(?!\d)/g, '$1$2$3').split(/[\s"',;[\]|]+/);
	return [...new Set(parts.filter((part) => part !== ''))];
}

/** The alias and the owner come together: an image with a known owner and no alias is neither Amazon's nor the Marketplace's. */
function providerCondition(providers: readonly string[], account: string): Condition {
	const accounts = new Set(providers.filter((one) => isAccountId(one)));
	const aliases = new Set<string>(providers.filter((one) => isProviderAlias(one)));
	const isNone = providers.includes('none') && accounts.size === 0 && aliases.size === 0;
	if (isNone) {
		accounts.add(account);
	}

	const list = listed(providers);

	const test = ({OwnerId: owner, ImageOwnerAlias: alias}: ImageEvidence): Outcome => {
		if ((owner !== undefined && accounts.has(owner)) || (alias !== undefined && aliases.has(alias))) {
			return 'met';
		}

		const isOwnerOpen = owner === undefined && accounts.size > 0;
		// In enabled mode AWS has put an account ID where the alias belongs: then the alias is not known.
		const isAliasOpen = aliases.size > 0 && (alias === undefined ? owner === undefined : isAccountId(alias));
		return isOwnerOpen || isAliasOpen ? 'unknown' : 'not met';
	};

	const wordsOf = (image: ImageEvidence, outcome: Outcome): string => {
		if (isNone) {
			return outcome === 'met' ? 'an own image' : 'only own images are allowed (none)';
		}

		if (outcome === 'met') {
			const isByAccount = image.OwnerId !== undefined && accounts.has(image.OwnerId);
			return `provider is ${isByAccount ? image.OwnerId : providerOf(image)}`;
		}

		if (outcome === 'not met') {
			return `provider ${providerOf(image)} is none of ${list}`;
		}

		return image.OwnerId === undefined
			? `provider not known${because(image)}`
			: `whether provider ${image.OwnerId} is one of ${list} is not known: AWS gives an account ID for its alias`;
	};

	return steadyCondition(
		'ImageProviders',
		(image) => {
			const outcome = test(image);
			return {outcome, words: wordsOf(image, outcome)};
		},
		test,
	);
}
