/** What an added criterion costs in trust: who may now put images in front of the account, within which limits. */
import type {ImageCriteria, ImageCriterion} from './criterion.ts';
import {inDays} from './evaluation/days.ts';
import {givenParameters} from './parts.ts';
import {isProviderAlias, type ProviderAlias} from './provider.ts';
import {listed} from './validation/text.ts';

export const risks = ['low', 'medium', 'high'] as const;
export type Risk = (typeof risks)[number];

export type Trust = {
	readonly risk: Risk;
	/** "every public image of account 444455556666, of any name, of any age". */
	readonly words: string;
};

/** What is asked: the provider, name or code that comes in, or only a limit that goes up. */
export type TrustQuestion = {
	/** The criterion as it would be. */
	readonly criterion: ImageCriterion;
	/** The provider that comes in; absent if none does. */
	readonly provider?: string | undefined;
	/** Whether images of it that are known are public: then anything it publishes gets in. */
	readonly isPublic: boolean;
	/** Whether a limit on age or deprecation is relaxed. */
	readonly isOlder: boolean;
	/** The criteria as they are, for the limits that others have and this one doesn't. */
	readonly others: ImageCriteria;
};

export function trustNeeded(question: TrustQuestion): Trust {
	return {risk: riskOf(question), words: [whoIn(question), ...limitsIn(question)].join(', ')};
}

function riskOf({criterion, provider, isPublic, isOlder}: TrustQuestion): Risk {
	const {ImageProviders: providers = [], ImageNames: names = []} = criterion;
	const isSigned = givenParameters(criterion).some(
		({name, parameter}) => parameter.saysWho && name !== 'ImageProviders',
	);
	if (!isSigned && providers.length === 0) {
		// A lone name, or nothing at all: anyone can publish such an image.
		return 'high';
	}

	const isVouchedFor = isSigned || provider === undefined || isProviderAlias(provider);
	const byProvider = isVouchedFor ? 'low' : accountRisk(names, isPublic);
	return byProvider === 'low' && isOlder ? 'medium' : byProvider;
}

function accountRisk(names: readonly string[], isPublic: boolean): Risk {
	if (names.length > 0) {
		return isPublic ? 'medium' : 'low';
	}

	return isPublic ? 'high' : 'medium';
}

const aliasWords: Readonly<Record<ProviderAlias, string>> = {
	amazon: 'every image of Amazon and its verified providers',
	'aws-marketplace': 'every image of verified Marketplace providers',
	'aws-backup-vault': 'every image that AWS Backup makes',
};

function whoIn({criterion, provider, isPublic}: TrustQuestion): string {
	if (provider !== undefined) {
		if (isProviderAlias(provider)) {
			return aliasWords[provider];
		}

		return isPublic
			? `every public image of account ${provider}, now and later`
			: `every image that account ${provider} shares or publishes, now and later`;
	}

	const {ImageProviders: providers = []} = criterion;
	return providers.length === 0 ? 'images of anyone, who can imitate the name' : `images of ${listed(providers, 2)}`;
}

function limitsIn({criterion, others}: TrustQuestion): readonly string[] {
	const {ImageNames: names = [], MarketplaceProductCodes: codes = []} = criterion;
	const age = criterion.CreationDateCondition?.MaximumDaysSinceCreated;
	const isInspected = criterion.ScanResultCondition !== undefined;
	const isAnyName = names.length === 0 && codes.length === 0;
	return [
		isAnyName && age === undefined && 'of any name and any age',
		isAnyName && age !== undefined && 'of any name',
		names.length > 0 && `named like ${listed(names, 2)}`,
		codes.length > 0 && `with product code ${listed(codes, 2)}`,
		age !== undefined && `not older than ${inDays(age)}`,
		!isAnyName && age === undefined && 'but of any age',
		!isInspected && others.some((other) => other.ScanResultCondition !== undefined) && 'without any limit on findings',
	].filter((words) => words !== false);
}
