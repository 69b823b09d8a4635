/** The danger panel. */
import {failed, here, wanted} from '../../../../source/machine/loadable.ts';
import {confirmationPhrase} from '../../../../source/rollout/guards.ts';
import {textField} from '../../../../source/machine/text-field.ts';
import type {Launch} from '../../../../source/operations/launches/launch.ts';
import {wideCriteria} from '../hostile.ts';
import type {Scene} from '../scene.ts';
import type {Maker} from './maker.tsx';
import {denied, unreachable} from './problems.ts';
import {withWork, withStep, scanOf, launchesIn, draftOf} from './states.ts';

export function enforceScenes({stops, at, pressed}: Maker): readonly Scene[] {
	const clean = {instances: 270, notAllowed: 0, unknown: 0, imagesNotAllowed: 0};
	const scanned = scanOf(stops.decide.state);
	const launch = launchesIn(stops.launches.state)[0];
	const many =
		launch === undefined
			? []
			: Array.from({length: 40}, (_, index): Launch => ({
					...launch,
					id: `${launch.id}-${index}`,
					name: `group-${index}`,
				}));
	return [
		at('enforce', 'enforce: looking', (state) => withStep(state, {impact: wanted})),
		at('enforce', 'enforce: impact unknown', (state) => withStep(state, {impact: failed(wanted, denied)})),
		at('enforce', 'enforce: unread'),
		pressed('enforce', 'enforce: read on', ['pagedown', 'pagedown']),
		at('enforce', 'enforce: many', (state) =>
			withStep(state, {
				impact: here(wanted, {
					failing: many,
					allowed: [],
					unknown: many,
					notes: ['EC2 Fleets could not be asked: denied.'],
				}),
			}),
		),
		at('enforce', 'enforce: with a draft', (state) => withWork(state, {draft: draftOf(wideCriteria)})),
		...(
			[
				['clean', clean],
				['clean, but for one without a verdict', {...clean, unknown: 1}],
				['nothing runs', {...clean, instances: 0}],
			] as const
		).map(([name, counts]) =>
			at('enforce', `enforce: ${name}`, (state) =>
				withStep(withWork(state, {scan: {...scanned, counts, offendingImages: []}}), {
					impact: here(wanted, {failing: [], allowed: [], unknown: [], notes: []}),
				}),
			),
		),
		at('enforce', 'enforce: half typed', (state) => withStep(state, {field: textField('block ')})),
		at('enforce', 'enforce: the words typed', (state) =>
			withStep(state, {field: textField(confirmationPhrase(state) ?? '')}),
		),
		at('enforce', 'enforce: other words', (state) => withStep(state, {field: textField('block it'), mismatch: true})),
		at('enforce', 'enforce: failed', (state) => withStep(state, {run: {status: 'failed', problem: unreachable}})),
		at('enforce', 'enforce: not possible', (state) => withWork(state, {scan: {...scanned, isComplete: false}})),
	];
}
