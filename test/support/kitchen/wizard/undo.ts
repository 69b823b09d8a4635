/** Taking back a change of a Region, or a run's. */
import type {AllowedImagesSettings} from '../../../../source/criteria/settings.ts';
import {failed, here, wanted} from '../../../../source/machine/loadable.ts';
import {textField} from '../../../../source/machine/text-field.ts';
import type {UndoPreview, UndoRow} from '../../../../source/operations/change/undo.ts';
import type {RolloutState, StepOf} from '../../../../source/rollout/state.ts';
import {undoStep} from '../../../../source/rollout/steps/undo.ts';
import {wideCriteria} from '../hostile.ts';
import type {Scene} from '../scene.ts';
import type {Maker} from './maker.tsx';
import {denied, unreachable} from './problems.ts';

const before: AllowedImagesSettings = {State: 'disabled', ManagedBy: 'account', ImageCriteria: []};
const found: AllowedImagesSettings = {State: 'enabled', ManagedBy: 'account', ImageCriteria: wideCriteria};

export function undoScenes({at, pressed}: Maker): readonly Scene[] {
	const run = Array.from({length: 20}, (_, index) => `xx-test-${index + 1}`);
	const possible: UndoPreview = {type: 'possible', found, steps: ['audit-mode', 'criteria', 'disabled']};
	const ofRun = run.map((region, index) => rowOf(region, previews[index % previews.length] ?? possible));
	return [
		pressed('proven', 'undo: reading', ['u']),
		at('proven', 'undo: history unreadable', (state) => undoing(state, {rows: failed(wanted, denied)})),
		at('proven', 'undo: nothing to take back', (state) => undoing(state, {rows: here(wanted, [])})),
		at('proven', 'undo: of one Region', (state) =>
			undoing(state, {rows: here(wanted, [rowOf('us-east-1', possible)])}),
		),
		at('proven', 'undo: other words', (state) =>
			undoing(state, {
				rows: here(wanted, [rowOf('us-east-1', {type: 'possible', found, steps: ['audit-mode']})]),
				field: textField('us-east-2'),
				mismatch: true,
			}),
		),
		at('proven', 'undo: of a run', (state) => undoing(state, {scope: 'run', rows: here(wanted, ofRun)})),
		at('proven', 'undo: under way', (state) =>
			undoing(state, {
				scope: 'run',
				rows: here(wanted, ofRun),
				progress: Object.fromEntries(
					run.map((region, index) => [region, index < 5 ? 'running' : index < 7 ? 'left' : 'waiting'] as const),
				),
			}),
		),
		at('proven', 'undo: over', (state) =>
			undoing(state, {
				scope: 'run',
				rows: here(wanted, ofRun),
				progress: {
					'xx-test-1': {type: 'back', answers: ['{"ReturnValue":true}'], settings: before},
					'xx-test-2': {type: 'foreign', answers: []},
					'xx-test-3': {type: 'failed', answers: [], problem: denied},
					'xx-test-4': {type: 'unclear', answers: [], problem: unreachable},
					'xx-test-5': {type: 'differs', answers: [], intended: before, found},
				},
			}),
		),
	];
}

const previews: readonly UndoPreview[] = [
	{type: 'possible', found, steps: ['audit-mode', 'criteria', 'disabled']},
	{type: 'back', found: before},
	{type: 'refused', what: 'A declarative policy manages this Region now.', next: 'Change the policy instead.'},
	{type: 'unread', problem: denied},
];

function rowOf(region: string, preview: UndoPreview): UndoRow {
	return {
		target: {
			region,
			before,
			entries: [
				{
					id: 'aaaa0001',
					at: '2026-01-01T00:00:00.000Z',
					account: '123456789012',
					arn: 'arn:aws:sts::123456789012:assumed-role/Admin/jane',
					region,
					kind: 'audit-mode',
					before,
					after: found,
					outcome: {status: 'done', answer: '{"ReturnValue":true}'},
				},
			],
		},
		preview,
		later: [],
	};
}

function undoing(state: RolloutState, {scope = 'region', ...step}: Partial<StepOf<'undo'>>): RolloutState {
	return {...state, step: {...undoStep(scope), ...step}};
}
