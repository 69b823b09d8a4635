import {isDeepStrictEqual} from 'node:util';
import type {ImageCriteria} from './criterion.ts';

/** What a Region reports of Allowed AMIs; a state that this tool does not know is kept as AWS spelled it. */
export type SettingsState = 'disabled' | 'audit-mode' | 'enabled' | (string & {});

/**
One Region's Allowed AMIs settings, as `GetAllowedImagesSettings` answers them.
@see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_GetAllowedImagesSettings.html
*/
export type AllowedImagesSettings = {
	readonly State: SettingsState;
	readonly ImageCriteria: ImageCriteria;
	readonly ManagedBy: 'account' | 'declarative-policy' | (string & {});
};

/**
Whether two readings of a Region are the same settings, to the letter: any difference means that somebody changed something in between.
The order of values is compared too; AWS keeps it, and a false alarm costs one look while a missed change costs a launch.
*/
export function sameSettings(left: AllowedImagesSettings, right: AllowedImagesSettings): boolean {
	return (
		left.State === right.State &&
		left.ManagedBy === right.ManagedBy &&
		sameCriteria(left.ImageCriteria, right.ImageCriteria)
	);
}

/** Whether two lists of criteria are equal to the letter (key order apart). */
export function sameCriteria(left: ImageCriteria, right: ImageCriteria): boolean {
	return isDeepStrictEqual(left, right);
}
