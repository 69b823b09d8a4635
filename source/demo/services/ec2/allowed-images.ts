import type {ImageCriterion} from '../../../criteria/criterion.ts';
import type {AllowedImagesSettings} from '../../../criteria/settings.ts';
import type {Action, Call} from '../../protocol/action.ts';
import {readCriteria} from '../../protocol/criteria-request.ts';
import {invalidValue, missingParameter, policyManaged} from '../../protocol/errors.ts';
import {element, escapeXml, itemSet, wrap} from '../../protocol/xml.ts';

/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_GetAllowedImagesSettings.html */
export const readSettings: Action = {
	parameters: [],
	answer: ({region}: Call) => renderSettings(region.settings.read()),
};

function renderSettings(settings: AllowedImagesSettings): string {
	return (
		element('state', settings.State) +
		itemSet(
			'imageCriterionSet',
			settings.ImageCriteria.map((criterion) => renderCriterion(criterion)),
		) +
		element('managedBy', settings.ManagedBy)
	);
}

const listNames = new Map([
	['ImageProviders', 'imageProviderSet'],
	['MarketplaceProductCodes', 'marketplaceProductCodeSet'],
	['ImageNames', 'imageNameSet'],
	['ImageWatermarks', 'imageWatermarkSet'],
]);

/** A criterion in EC2's element names; a parameter that is unknown here is written the way EC2 names its elements. */
function renderCriterion(criterion: ImageCriterion): string {
	return Object.entries(criterion)
		.map(([key, value]) => {
			const name = listNames.get(key) ?? camelCase(key);
			return Array.isArray(value)
				? itemSet(
						name,
						value.map((item: unknown) => renderValue(item)),
					)
				: wrap(name, renderValue(value));
		})
		.join('');
}

function renderValue(value: unknown): string {
	if (typeof value === 'object' && value !== null) {
		return Object.entries(value)
			.map(([key, inner]) => wrap(camelCase(key), renderValue(inner)))
			.join('');
	}

	return escapeXml(String(value));
}

function camelCase(name: string): string {
	return name.charAt(0).toLowerCase() + name.slice(1);
}

/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_EnableAllowedImagesSettings.html */
export const enableAllowedImagesSettings: Action = {
	parameters: ['AllowedImagesSettingsState'],
	answer(call: Call) {
		const state = call.query.text('AllowedImagesSettingsState');
		if (state === undefined) {
			throw missingParameter('AllowedImagesSettingsState');
		}

		if (state !== 'audit-mode' && state !== 'enabled') {
			throw invalidValue('AllowedImagesSettingsState', state, 'Valid values are audit-mode, enabled.');
		}

		change(call, {State: state});
		return element('allowedImagesSettingsState', state);
	},
};

/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DisableAllowedImagesSettings.html */
export const disableAllowedImagesSettings: Action = {
	parameters: [],
	answer(call: Call) {
		change(call, {State: 'disabled'});
		return element('allowedImagesSettingsState', 'disabled');
	},
};

/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ReplaceImageCriteriaInAllowedImagesSettings.html */
export const replaceImageCriteria: Action = {
	parameters: ['ImageCriterion'],
	answer(call: Call) {
		change(call, {ImageCriteria: readCriteria(call.query)});
		return element('return', true);
	},
};

function change({region, settleReads}: Call, changes: Partial<AllowedImagesSettings>): void {
	const {inForce} = region.settings;
	if (inForce.ManagedBy !== 'account') {
		throw policyManaged(region.exceptionMessage);
	}

	region.settings.change({...inForce, ...changes}, settleReads);
}
