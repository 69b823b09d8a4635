/** Enforce: the last step before launches are blocked. It says what will be, and takes the words that have to be typed. */
import type {MoveEvent, TextEvent} from '../../machine/event.ts';
import {again, type Loadable} from '../../machine/loadable.ts';
import {typeInto} from '../../machine/prompt.ts';
import type {TextField} from '../../machine/text-field.ts';
import {enableCommand} from '../../operations/aws-cli.ts';
import type {Impact} from '../../operations/impact.ts';
import {begin, isIdle, onChange, type ChangeRun} from '../changing.ts';
import {confirmEnforcement, isPanelShown, isSamePanel, panelIn, type Panel} from '../guards.ts';
import {decideStep, enterApply} from '../moves/steps.ts';
import {goTo} from '../moves/updates.ts';
import {readAgain} from '../moves/readings.ts';
import {pageOn, scrolled, withDrawn, type Drawn, type Read} from '../shown.ts';
import {currentRegion, currentWork, type RolloutState, type StepOf} from '../state.ts';
import type {StepModule} from './step.ts';

declare module '../state.ts' {
	interface Steps {
		enforce: {
			/** What would be hit beyond running instances. */
			readonly impact: Loadable<Impact>;
			readonly field: TextField;
			/** Enter was pressed on other words. */
			readonly mismatch: boolean;
			readonly run: ChangeRun;
		} & Read<Panel>;
	}

	interface Events {
		/** Told by the screen, never by a key: a frame with the lines `from` up to `to` of the panel has been written to the terminal. */
		shown: Drawn<Panel>;
	}
}

export const enforce: StepModule<'enforce'> = {
	crumbs: ['Enforce'],
	track: 'Enforce',
	on: {
		...onChange,
		text: type,
		paste: type,
		shown(state, step, drawn) {
			if (!isSamePanel(panelIn(state), drawn.panel)) {
				return state;
			}

			const shown = withDrawn(step.shown, drawn, isSamePanel);
			return shown === step.shown ? state : goTo(state, {...step, shown});
		},
		move: scroll,
		'move-to': scroll,
		submit(state, step) {
			const {reading} = currentWork(state);
			if (!isIdle(step.run) || reading.status === 'wanted') {
				return state;
			}

			if (reading.status === 'failed') {
				// Nothing can be confirmed against settings that could not be read: they are read again, and the words stay.
				return readAgain(state);
			}

			if (!isPanelShown(state)) {
				return scroll(state, step, pageOn);
			}

			const enforcement = confirmEnforcement(state, step.field.value);
			return enforcement === undefined
				? goTo(state, {...step, mismatch: true})
				: begin(state, {...step, mismatch: false}, {kind: 'enabled', enforcement});
		},
		retry: (state, step) =>
			onChange.retry(state, step.impact.status === 'failed' ? {...step, impact: again(step.impact)} : step),
		// What was looked up for the panel is known there, too.
		back: (state, {impact}) => goTo(state, {...decideStep, impact}),
		'apply-draft': (state, step) => (isIdle(step.run) ? enterApply(state) : state),
	},
	command: (state) => enableCommand('enabled', currentRegion(state), state.options),
};

function type(state: RolloutState, step: StepOf<'enforce'>, event: TextEvent): RolloutState {
	return isIdle(step.run) && isPanelShown(state)
		? goTo(state, {...step, field: typeInto(step.field, event), mismatch: false})
		: state;
}

/** Through the panel, never past lines that have not been drawn. */
function scroll(state: RolloutState, step: StepOf<'enforce'>, event: MoveEvent): RolloutState {
	const top = scrolled(step.top, event, step.shown);
	return top === step.top ? state : goTo(state, {...step, top});
}
