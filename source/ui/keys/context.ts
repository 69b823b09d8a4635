import {isSent} from '../../rollout/changing.ts';
import {isTakingBack} from '../../rollout/steps/undo.ts';
import type {FleetView} from '../../rollout/steps/fleet/moves.ts';
import type {Step, WizardState} from '../../rollout/state.ts';

/** Where keys mean something: a screen, or a part of one that has the focus. */
export const contexts = {
	help: 'All that can be done here',
	quitting: 'Asked before quitting loses a draft',
	resolving: 'Account, while it is resolved',
	'account-failed': 'Account, when credentials fail',
	'profile-name': 'Account, choosing a profile',
	'mfa-code': 'Typing the code of an MFA device',
	account: 'Account',
	regions: 'Regions',
	'regions-filter': 'Regions, typing a filter',
	audit: 'Audit mode',
	loosening: 'Audit mode, asked before loosening',
	sources: 'Criteria, where to start',
	presets: 'Criteria, presets',
	'remove-preset': 'Criteria, asked before removing a preset',
	'file-name': 'Criteria, typing a file name',
	form: 'Criteria, the draft',
	'form-pick': 'Criteria, choosing what to add',
	'form-value': 'Criteria, typing a value',
	'editor-errors': 'Criteria, errors from the editor',
	'preset-name': 'Criteria, typing a preset name',
	overwrite: 'Asked before overwriting',
	apply: 'Apply',
	waiting: 'While a change is on its way',
	sent: 'After a change that nobody answered, or that met another one',
	scan: 'Scan',
	review: 'Review',
	'review-filter': 'Review, typing a filter',
	'review-jump': 'Review, typing the number of a line',
	'export-name': 'Typing the name of a file to write',
	decide: 'Decide',
	enforce: 'Enforce',
	launches: 'Launches',
	summary: 'Summary',
	undo: 'Taking back, typing the words',
	undone: 'After taking back',
	watch: 'Watch',
	'fleet-choose': 'Fleet, choosing the criteria',
	'fleet-plan': 'Fleet, the plan',
	fleet: 'Fleet',
	'fleet-filter': 'Fleet, typing a filter',
	'fleet-together': 'Fleet, enforcing together',
} as const;

export type Context = keyof typeof contexts;

/** The contexts in which characters go to a text field instead of being keys. */
const textContexts: ReadonlySet<Context> = new Set<Context>([
	'help',
	'profile-name',
	'mfa-code',
	'regions-filter',
	'file-name',
	'form-value',
	'preset-name',
	'review-filter',
	'review-jump',
	'export-name',
	'enforce',
	'fleet-filter',
	'fleet-together',
	'undo',
]);

/** The contexts in which words can send what blocks launches: what was typed before the screen was there is not meant. */
const confirming: ReadonlySet<Context> = new Set<Context>(['enforce', 'fleet-together', 'undo', 'mfa-code']);

/** Whether a text field there may take what was typed ahead of its screen. */
export function takesTypedAhead(context: Context): boolean {
	return takesText(context) && !confirming.has(context);
}

export function takesText(context: Context): boolean {
	return textContexts.has(context);
}

/** Where the focus is. */
export function contextOf(state: WizardState): Context {
	if (state.shell.code !== undefined) {
		return 'mfa-code';
	}

	if (state.shell.quitting !== undefined) {
		return 'quitting';
	}

	if (state.shell.help) {
		return 'help';
	}

	if (state.phase === 'rollout') {
		return contextOfStep(state.step);
	}

	if (state.activity.type === 'profile') {
		return 'profile-name';
	}

	return state.identity.status === 'failed' && state.activity.type === 'none' ? 'account-failed' : 'resolving';
}

function contextOfStep(step: Step): Context {
	if ('run' in step && step.run.status === 'running') {
		return 'waiting';
	}

	if ('run' in step && isSent(step.run)) {
		return 'sent';
	}

	switch (step.name) {
		case 'regions': {
			return step.isFiltering ? 'regions-filter' : 'regions';
		}

		case 'audit': {
			return step.isLooseningAsked ? 'loosening' : 'audit';
		}

		case 'criteria': {
			return contextOfCriteria(step.view);
		}

		case 'review': {
			if (step.exporting !== undefined) {
				return step.exporting.phase === 'overwrite?' ? 'overwrite' : 'export-name';
			}

			if (step.jump !== undefined) {
				return 'review-jump';
			}

			return step.isFiltering ? 'review-filter' : 'review';
		}

		case 'fleet': {
			return step.view.type === 'regions' && step.view.isFiltering === true
				? 'fleet-filter'
				: fleetContexts[step.view.type];
		}

		case 'summary': {
			return step.exporting === undefined
				? 'summary'
				: step.exporting.phase === 'overwrite?'
					? 'overwrite'
					: 'export-name';
		}

		case 'undo': {
			return step.progress === undefined ? 'undo' : isTakingBack(step) ? 'waiting' : 'undone';
		}

		case 'account':
		case 'apply':
		case 'scan':
		case 'decide':
		case 'enforce':
		case 'launches':
		case 'watch': {
			return step.name;
		}
	}
}

const fleetContexts = {
	choose: 'fleet-choose',
	plan: 'fleet-plan',
	regions: 'fleet',
	together: 'fleet-together',
} as const satisfies Record<FleetView['type'], Context>;

function contextOfCriteria(view: Extract<Step, {name: 'criteria'}>['view']): Context {
	switch (view.type) {
		case 'sources': {
			return 'sources';
		}

		case 'presets': {
			return view.removing === 'asked' ? 'remove-preset' : 'presets';
		}

		case 'file': {
			return 'file-name';
		}

		case 'form': {
			if (view.entry === undefined) {
				return 'form';
			}

			return view.entry.type === 'pick' ? 'form-pick' : 'form-value';
		}

		case 'editor': {
			return 'waiting';
		}

		case 'editor-errors': {
			return 'editor-errors';
		}

		case 'save': {
			return view.prompt.phase === 'overwrite?' ? 'overwrite' : 'preset-name';
		}
	}
}
