import {counted} from '../../counted.ts';
import type {WizardState} from '../../rollout/state.ts';

/** Whoever came to apply a preset is told how, as long as no Region is chosen for it. */
export function presetStrip(state: WizardState): readonly string[] {
	const {preset} = state.options;
	if (preset === undefined || state.phase === 'account' || !places.has(state.step.name)) {
		return [];
	}

	const {marked, step} = state;
	return [
		`to apply: preset "${preset.name}"`,
		...(step.name === 'account'
			? ['next: the Regions']
			: marked.length === 0
				? ['mark the Regions for it, then f', 'or enter for this one alone']
				: [`f plans it for ${counted(marked.length, 'Region')}`]),
		'nothing is sent before a plan is confirmed',
	];
}

const places: ReadonlySet<string> = new Set(['account', 'regions']);
