/** What the scenes of the wizard are made with. */
import {jobsIn} from '../../../../source/machine/machine.ts';
import type {RolloutState, WizardState} from '../../../../source/rollout/state.ts';
import {wizard} from '../../../../source/rollout/wizard.ts';
import {focusOf, programKeys} from '../../../../source/ui/keys/registry.ts';
import {WizardApp} from '../../../../source/ui/programs/wizard-app.tsx';
import type {Scene, Still} from '../scene.ts';
import {StillWizard, type Inventories} from '../still.ts';
import type {StopName, Walk} from '../walk.ts';

/** What makes scenes of the wizard from the walk. */
export type Maker = Pick<Walk, 'stops' | 'midway' | 'now'> & {
	readonly scene: (name: string, state: WizardState, inventories?: Inventories, variant?: Variant) => Scene;
	/** A stop of the walk, and what is different there. */
	readonly at: (
		stop: StopName,
		name: string,
		change?: (state: RolloutState) => RolloutState,
		variant?: Variant,
	) => Scene;
	/** A stop of the walk, and what is pressed there, typed after it, and pressed after that. */
	readonly pressed: (
		stop: StopName,
		name: string,
		presses: readonly string[],
		text?: string,
		after?: readonly string[],
	) => Scene;
};

/** A scene of the wizard; `presses` come first, `text` is typed after them. */
type Variant = {
	readonly presses?: readonly string[];
	readonly text?: string;
	/** Pressed after the text. */
	readonly after?: readonly string[];
	readonly inventories?: Inventories;
};

export function makerOf({stops, midway, now}: Walk): Maker {
	const scene: Maker['scene'] = (name, state, inventories = new Map(), variant = {}) => ({
		name,
		open() {
			const still = new StillWizard(state, variant.inventories ?? inventories, now);
			still.press(...(variant.presses ?? []));
			if (variant.text !== undefined) {
				still.type(variant.text);
			}

			still.press(...(variant.after ?? []));
			return opened(still);
		},
	});
	const at: Maker['at'] = (stop, name, change = (state) => state, variant = {}) =>
		scene(name, change(stops[stop].state), stops[stop].inventories, variant);
	const pressed: Maker['pressed'] = (stop, name, presses, text, after) =>
		at(stop, name, undefined, {presses, ...(text !== undefined && {text}), ...(after !== undefined && {after})});
	return {stops, midway, now, scene, at, pressed};
}

function opened(still: StillWizard): Still {
	return {
		screen: <WizardApp session={still.session} />,
		press(...keys) {
			still.press(...keys);
		},
		look: () => [still.getState(), still.browser.getSnapshot()],
		work: () => jobsIn(wizard, still.getState()).map(({id}) => id),
		focus: () => focusOf(programKeys.wizard, still.getState()),
	};
}
