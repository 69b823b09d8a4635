/** The organization screen in every state. */
import type {ImageCriteria} from '../../../source/criteria/criterion.ts';
import type {Overview} from '../../../source/operations/organization/overview.ts';
import {organization} from '../../../source/organization/organization.ts';
import type {OrganizationSession} from '../../../source/organization/session.ts';
import {initialOrganization, type OrganizationState} from '../../../source/organization/state.ts';
import {programKeys} from '../../../source/ui/keys/registry.ts';
import {OrganizationApp} from '../../../source/ui/programs/organization-app.tsx';
import {plainCriteria, wideCriteria} from './hostile.ts';
import type {Scene} from './scene.ts';
import {stillProgram} from './still-program.ts';
import type {Walk} from './walk.ts';

export function organizationScenes({overview, tried: {wide, plain}}: Walk): readonly Scene[] {
	const start = initialOrganization({directory: 'organization', role: 'reader', demo: true}, overview);
	const many = withRegions(overview, 33);
	const by = (criteria: ImageCriteria, judged: Overview): Partial<OrganizationState> => ({
		options: {...start.options, tried: {criteria, origin: 'preset "base"'}},
		overview: judged,
	});
	/** What the screen has told of what it draws. */
	const drawn = {atOnce: 10, count: 60};
	const scene = (name: string, presses: readonly string[] = [], state: Partial<OrganizationState> = {}): Scene => ({
		name: `organization: ${name}`,
		open: () =>
			stillProgram({
				machine: organization,
				state: {...start, ...state},
				keys: programKeys.organization,
				presses,
				screen: (session) => <OrganizationApp session={session as unknown as OrganizationSession} />,
			}),
	});
	return [
		scene('grid'),
		scene('grid, another cell', ['down', 'down', 'right', 'right']),
		scene('grid, filter', ['/', ...'prod']),
		scene('grid, by instances', ['s', 's', 's', 'S']),
		scene('grid, filter by key', ['/', ...'state:disabled', ' ', ...'!name:prod']),
		scene('grid, a filter that is wrong', ['/', ...'stat:disabled']),
		scene('images, filter by key', ['tab', '/', ...'verdict:allowed']),
		scene('grid, nothing matches', ['/', ...'zzz']),
		scene('a cell', ['enter']),
		scene('images', ['tab']),
		scene('where an image runs', ['tab', 'enter']),
		scene('where an image runs, another cell', ['tab', 'enter', 'down']),
		scene('where an image runs, a cell in full', ['tab', 'enter', 'enter']),
		scene('many Regions', [], {overview: many}),
		scene(
			'many Regions, in the midst',
			Array.from({length: 24}, () => 'right'),
			{overview: many},
		),
		scene(
			'many Regions, the last',
			Array.from({length: 60}, () => 'right'),
			{overview: many},
		),
		scene('grid of criteria', [], by(wideCriteria, wide)),
		scene('plan of criteria that no policy carries', ['tab', 'tab'], by(wideCriteria, wide)),
		scene('plan of criteria', ['tab', 'tab'], by(plainCriteria, plain)),
		scene('plan of criteria, scrolled', ['tab', 'tab', ...Array.from({length: 18}, () => 'down')], {
			...by(plainCriteria, plain),
			text: drawn,
		}),
		scene('images, nothing matches', ['tab', '/', ...'zzz']),
		scene('plan', ['tab', 'tab']),
		scene('plan, scrolled', ['tab', 'tab', 'down', 'down', 'down'], {text: drawn}),
		scene('exporting', ['tab', 'w']),
		scene('empty', [], {overview: {...overview, accounts: [], regions: [], images: [], unsafe: [], waves: []}}),
		scene('no image', ['tab'], {overview: {...overview, images: []}}),
		scene('help', ['?']),
	];
}

/** The same accounts in so many Regions, each like one of those there are. */
function withRegions(overview: Overview, count: number): Overview {
	const regions = Array.from({length: count}, (_, index) => `xx-test-${index + 1}`);
	return {
		...overview,
		regions,
		accounts: overview.accounts.map((account) => ({
			...account,
			cells: new Map(
				regions.flatMap((region, index) => {
					const cell = account.cells.get(overview.regions[index % overview.regions.length] ?? '');
					return cell === undefined ? [] : [[region, {...cell, region}] as const];
				}),
			),
		})),
	};
}
