/** Where a fleet's criteria can come from: a preset, a Region that has some, a draft. */
import {checkCriteria} from '../../../criteria/validation/check.ts';
import {presetInWords} from '../../moves/steps.ts';
import {noWork, type RolloutState} from '../../state.ts';
import type {ChosenCriteria} from './run.ts';

export type FleetSource = ChosenCriteria & {
	readonly kind: 'preset' | 'region' | 'draft';
	/** The preset's name, or the Region's. */
	readonly name: string;
	/** How many errors keep it from being applied. */
	readonly errors: number;
};

/** The criteria of the preset that one came to apply, if one did and it may be applied: there is nothing to choose then. */
export function cameToApply({options: {preset}}: RolloutState): ChosenCriteria | undefined {
	return preset === undefined || checkCriteria(preset.criteria).errors.length > 0
		? undefined
		: {criteria: preset.criteria, origin: presetInWords(preset.name), preset: preset.name};
}

/** All there is to choose from, presets first. */
export function fleetSources(state: RolloutState): readonly FleetSource[] {
	const drafts = Object.entries(state.work).flatMap(([name, {draft}]) =>
		draft === undefined ? [] : [source('draft', name, draft.criteria, `the draft of ${name}`)],
	);
	const presets =
		state.presets.status === 'here'
			? state.presets.value.map(({name, criteria}) => source('preset', name, criteria, presetInWords(name)))
			: [];
	const regions = (state.fleet?.regions ?? []).flatMap((name) => {
		const {reading} = state.work[name] ?? noWork;
		const criteria = reading.status === 'here' ? reading.value.settings.ImageCriteria : [];
		return criteria.length === 0 ? [] : [source('region', name, criteria, `as in ${name}`)];
	});
	return [...drafts, ...presets, ...regions];
}

function source(
	kind: FleetSource['kind'],
	name: string,
	criteria: FleetSource['criteria'],
	origin: string,
): FleetSource {
	return {
		kind,
		name,
		criteria,
		origin,
		errors: checkCriteria(criteria).errors.length,
		...(kind === 'preset' && {preset: name}),
	};
}
