import type {WizardOptions} from '../../rollout/state.ts';
import type {BadgeData} from '../components/text/badge.tsx';

/** What has to be known at every moment: that nothing is real, or that nothing can be changed. */
export function badgesOf({
	demo,
	readOnly,
	purpose = 'rollout',
}: Pick<WizardOptions, 'demo' | 'readOnly'> & Partial<Pick<WizardOptions, 'purpose'>>): readonly BadgeData[] {
	return [
		...(demo ? [{text: 'DEMO'} as const] : []),
		...(readOnly || purpose !== 'rollout' ? [{text: 'READ-ONLY', tone: 'badgeWarning'} as const] : []),
	];
}
