/** The organization screen in every state. */
import {organization} from '../../../source/organization/organization.ts';
import type {OrganizationSession} from '../../../source/organization/session.ts';
import {initialOrganization, type OrganizationState} from '../../../source/organization/state.ts';
import {programKeys} from '../../../source/ui/keys/registry.ts';
import {OrganizationApp} from '../../../source/ui/programs/organization-app.tsx';
import type {Scene} from './scene.ts';
import {stillProgram} from './still-program.ts';
import type {Walk} from './walk.ts';

export function organizationScenes({overview}: Walk): readonly Scene[] {
	const start = initialOrganization({directory: 'organization', role: 'reader', demo: true}, overview);
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
		scene('an image', ['tab', 'enter']),
		scene('images, nothing matches', ['tab', '/', ...'zzz']),
		scene('plan', ['tab', 'tab']),
		scene('plan, scrolled', ['tab', 'tab', 'down', 'down', 'down']),
		scene('exporting', ['tab', 'w']),
		scene('empty', [], {overview: {...overview, accounts: [], regions: [], images: [], unsafe: [], waves: []}}),
		scene('no image', ['tab'], {overview: {...overview, images: []}}),
		scene('help', ['?']),
	];
}
