/** The criteria step: where to start from, and the draft. What is done in each of its views is in the files beside this one. */
import {handle} from '../../../machine/event.ts';
import {settingsCommand} from '../../../operations/aws-cli.ts';
import {currentRegion} from '../../state.ts';
import type {StepModule} from '../step.ts';
import {onRegions} from './another-region.ts';
import {draftEffects, onEditorErrors, onSave, reduceDraft} from './draft.ts';
import {onFile, onPresets, onSources, sourceEffects} from './sources.ts';

export const criteria: StepModule<'criteria'> = {
	crumbs: ['Criteria'],
	track: 'Criteria',
	on(state, {view}, event) {
		switch (view.type) {
			case 'sources': {
				return handle(onSources, state, view, event);
			}

			case 'presets': {
				return handle(onPresets, state, view, event);
			}

			case 'regions': {
				return handle(onRegions, state, view, event);
			}

			case 'file': {
				return handle(onFile, state, view, event);
			}

			case 'form': {
				return reduceDraft(state, view, event);
			}

			case 'editor': {
				return state;
			}

			case 'editor-errors': {
				return handle(onEditorErrors, state, view, event);
			}

			case 'save': {
				return handle(onSave, state, view, event);
			}
		}
	},
	effects: [...sourceEffects, ...draftEffects],
	command: (state) => settingsCommand(currentRegion(state), state.options),
};
