import type {PlannedChange} from '../../source/operations/ports.ts';

/** Some change of criteria in a Region. */
export function plannedChange(region = 'us-east-1'): PlannedChange {
	const before = {State: 'audit-mode', ImageCriteria: [], ManagedBy: 'account'};
	return {
		account: '123456789012',
		arn: 'arn:aws:sts::123456789012:assumed-role/Admin/jane',
		region,
		kind: 'criteria',
		before,
		after: {...before, ImageCriteria: [{ImageProviders: ['amazon']}]},
	};
}
