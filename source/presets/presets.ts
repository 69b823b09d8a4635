/** The presets screen as a machine: its views, and the work that they ask for. */
import {handle, type Handlers} from '../machine/event.ts';
import type {Machine} from '../machine/machine.ts';
import {typedIn} from '../machine/prompt.ts';
import {desktopEffects} from '../machine/shell.ts';
import {settingsCommand} from '../operations/aws-cli.ts';
import {appliedEffects} from './applied.ts';
import {exportEffects, onExport, onFormat} from './exporting.ts';
import {listEffects, onCompare, onDescribe, onDetail, onList, onRemove, onRename} from './list.ts';
import {onFile, onImport, onRegion, onSave, readingEffects} from './reading.ts';
import type {OnView, PresetsContext, PresetsEvent, PresetsState, PresetsView, ViewOf} from './state.ts';

const views: {readonly [Type in PresetsView['type']]: OnView<Type>} = {
	list: onList,
	detail: onDetail,
	compare: onCompare,
	rename: onRename,
	describe: onDescribe,
	remove: onRemove,
	region: onRegion,
	file: onFile,
	save: onSave,
	import: onImport,
	format: onFormat,
	export: onExport,
};

export const presets: Machine<PresetsState, PresetsEvent, PresetsContext> = {
	reduce: (state, event) => handle(handlersOf(state.view), state, state.view, event),
	effects: [...readingEffects, ...listEffects, ...exportEffects, ...appliedEffects, ...desktopEffects<PresetsState>()],
	// Of all that happens here, only reading a Region has an equal.
	command: ({view, options}) =>
		view.type === 'region'
			? settingsCommand(typedIn(view.prompt) === '' ? undefined : typedIn(view.prompt), options)
			: undefined,
};

/** A view's handlers take the view that they are found by; TypeScript does not see that. */
function handlersOf<Type extends PresetsView['type']>(
	view: ViewOf<Type>,
): Handlers<PresetsState, ViewOf<Type>, PresetsEvent> {
	return views[view.type];
}
