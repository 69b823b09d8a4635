/** Names and criteria that somebody else wrote, to draw screens with. */
import type {ImageCriteria} from '../../../source/criteria/criterion.ts';
import type {Preset} from '../../../source/operations/ports.ts';

/** Colours, a direction that turns the line around, and a link, as far as they could do harm. */
export const escape = '\u{1B}[31m\u{202E}\u{1B}]8;;http://evil\u{7}';

export const hostileCriteria: ImageCriteria = [
	{ImageProviders: ['amazon'], ImageNames: [`n${escape}`, 'x'.repeat(128)]},
];

export const plainCriteria: ImageCriteria = [{ImageProviders: ['amazon']}];

export const wideCriteria: ImageCriteria = [
	{ImageProviders: ['amazon', 'aws-marketplace', '123456789012'], CreationDateCondition: {MaximumDaysSinceCreated: 30}},
	{ImageWatermarks: [{WatermarkKey: '123456789012:golden-*'}]},
];

/** As many criteria as there may be, each with many values. */
export const manyCriteria: ImageCriteria = Array.from({length: 10}, (_, index) => ({
	ImageProviders: [String(111_111_111_111 * (index % 9) + 111_111_111_111)],
	ImageNames: Array.from({length: 20}, (_name, name) => `team-${index}/service-${name}-*`),
}));

export const presets: readonly Preset[] = [
	{
		name: 'base',
		description: 'Amazon, the Marketplace, and our own platform images',
		criteria: [{ImageProviders: ['amazon', 'aws-marketplace', '111122223333']}],
		createdAt: '2026-01-01T00:00:00.000Z',
		lastUsedAt: '2026-05-20T00:00:00.000Z',
	},
	{
		name: '日本 base',
		description: 'Where 🚀 starts '.repeat(20),
		criteria: wideCriteria,
		createdAt: '2026-01-01T00:00:00.000Z',
	},
	{name: 'odd', criteria: hostileCriteria, createdAt: `20${escape}`, lastUsedAt: escape},
	{name: 'everything', criteria: manyCriteria, createdAt: '2026-02-03T00:00:00.000Z'},
	...Array.from({length: 24}, (_, index) => ({
		name: `team-${index}`,
		criteria: [{ImageProviders: ['amazon'], ImageNames: [`team-${index}/*`]}],
		createdAt: '2026-01-01T00:00:00.000Z',
	})),
];
