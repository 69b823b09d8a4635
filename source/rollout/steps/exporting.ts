/** Instances as a file, from the review and from the summary: its name is typed, and one that is there is overwritten only once that was asked. */
import {counted} from '../../counted.ts';
import type {Handlers} from '../../machine/event.ts';
import {prompting, reducePrompt, refusedOrTaken, sentFrom, type Prompt} from '../../machine/prompt.ts';
import {withNotice} from '../../machine/shell.ts';
import {exportRows} from '../../operations/scan/export.ts';
import type {Plain, RolloutEffect, WizardContext} from '../context.ts';
import {goTo, withStep} from '../moves/updates.ts';
import type {ReportOnRows} from '../report.ts';
import type {RolloutState, StepOf, UserEvent} from '../state.ts';

type Name = 'review' | 'summary';

/** While a file name is typed, everything is for that. */
export const onExporting: Handlers<RolloutState, StepOf<Name> & {readonly exporting: Prompt}, UserEvent> = prompting(
	(state, step, event) => {
		const prompt = reducePrompt(step.exporting, event, {canStop: true});
		return goTo(state, prompt === 'closed' ? withoutExport(step) : {...step, exporting: prompt});
	},
);

type Exporting = Plain & {readonly path: string; readonly overwrite: boolean; readonly state: RolloutState};

/** Writes what a step reports on, once a file name was sent off there. */
export function exportFrom(
	name: Name,
	reportsOn: (state: RolloutState, context: WizardContext) => readonly ReportOnRows[],
): RolloutEffect<Exporting, number> {
	return {
		name: `export from ${name}`,
		wanted(state) {
			const {step} = state;
			const sent = step.name === name && step.exporting !== undefined ? sentFrom(step.exporting) : undefined;
			return sent === undefined ? [] : [{key: JSON.stringify(sent), path: sent.text, overwrite: sent.overwrite, state}];
		},
		async run({path, overwrite, state}, context) {
			const reports = reportsOn(state, context);
			await context.world.writeFile(path, await exportRows(path, ...reports), {overwrite, signal: context.signal});
			return reports.reduce((sum, {rows}) => sum + rows.length, 0);
		},
		done: (state, rows, {path}) =>
			withNotice(withStep(state, name, withoutExport), 'info', `Wrote ${counted(rows, 'row')} to ${path}.`),
		failed: (state, problem) =>
			withStep(state, name, (step) =>
				step.exporting === undefined ? step : {...step, exporting: refusedOrTaken(step.exporting, problem)},
			),
	};
}

function withoutExport({exporting: _, ...step}: StepOf<Name>): StepOf<Name> {
	return step;
}
