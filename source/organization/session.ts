import {Session} from '../machine/session.ts';
import type {Overview} from '../operations/organization/overview.ts';
import {organization} from './organization.ts';
import {
	initialOrganization,
	type OrganizationContext,
	type OrganizationEvent,
	type OrganizationOptions,
	type OrganizationState,
} from './state.ts';

/** Runs the screen that browses an organization's scan. */
export class OrganizationSession extends Session<OrganizationState, OrganizationEvent, OrganizationContext> {
	constructor(world: OrganizationContext['world'], options: OrganizationOptions, overview: Overview) {
		super(organization, initialOrganization(options, overview), (running) => ({...running, world}));
	}
}
