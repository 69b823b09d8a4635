/** The guards of a fleet run, each by itself: what one misses the next one holds, so that the search could not tell that one has gone. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {AllowedImagesSettings} from '../../source/criteria/settings.ts';
import {again, failed, here, wanted} from '../../source/machine/loadable.ts';
import {reduce} from '../../source/machine/machine.ts';
import {emptyField, textField} from '../../source/machine/text-field.ts';
import {
	canEnforceTogether,
	cleanPanel,
	cleanRegions,
	confirmTogether,
	phraseForTogether,
} from '../../source/rollout/guards.ts';
import type {RolloutState, UserEvent, WizardState} from '../../source/rollout/state.ts';
import {fleetChange} from '../../source/rollout/steps/fleet/changes.ts';
import {canConfirmPlan, togetherView, type FleetView} from '../../source/rollout/steps/fleet/moves.ts';
import {fleetRows} from '../../source/rollout/steps/fleet/rows.ts';
import {wizard} from '../../source/rollout/wizard.ts';
import {clean, inAudit, runWith, type DoneScan, type OneRegion} from './fleet-run.ts';

test('a Region is clean by a complete scan of what is in force with a verdict on everything and no offender, in this run, and not else', () => {
	assert.deepEqual(cleanRegions(runWith()), ['us-east-1', 'us-west-2']);
	const counts = (change: Partial<DoneScan['counts']>): DoneScan => ({...clean, counts: {...clean.counts, ...change}});
	const dirty: Readonly<Record<string, OneRegion>> = {
		offender: {scan: counts({notAllowed: 1})},
		'no verdict': {scan: counts({unknown: 1})},
		'offending image without an instance': {scan: {...clean, offendingImages: ['ami-1']}},
		incomplete: {scan: {...clean, isComplete: false}},
		'managed instances not known': {
			scan: {...clean, managed: {...clean.managed, problem: {kind: 'denied', what: 'No.', next: 'Ask.'}}},
		},
		'managed instances judged here': {scan: {...clean, managed: {...clean.managed, judgedHere: 1}}},
		'another scan': {scan: {...clean, settings: {...inAudit, ImageCriteria: []}}},
		running: {scan: {status: 'running', id: 2}},
		enforced: {settings: {...inAudit, State: 'enabled'}, scan: {...clean, settings: {...inAudit, State: 'enabled'}}},
		'by policy': {
			settings: {...inAudit, ManagedBy: 'declarative-policy'},
			scan: {...clean, settings: {...inAudit, ManagedBy: 'declarative-policy'}},
		},
		'left midway': {progress: {status: 'left'}},
		foreign: {progress: {status: 'foreign', expected: inAudit, found: inAudit}},
	};
	for (const [name, one] of Object.entries(dirty)) {
		assert.deepEqual(cleanRegions(runWith(one)), ['us-west-2'], name);
	}

	assert.equal(canEnforceTogether(runWith()), true);
	for (const options of [{readOnly: true}, {purpose: 'review'}] as const) {
		assert.deepEqual(cleanRegions(runWith({}, {options})), [], JSON.stringify(options));
		assert.notEqual(canEnforceTogether(runWith({}, {options})), true);
	}
});

test('together is not offered while it is not known what launches in a clean Region; but for CloudTrail, which takes minutes', () => {
	const found = {region: 'us-east-1', launches: [], gaps: []};
	const withLaunches = (more: OneRegion['more']) => canEnforceTogether(runWith(more === undefined ? {} : {more}));
	const refused = 'what launches in us-east-1 is still being read';
	assert.equal(withLaunches({launches: wanted}), refused);
	assert.equal(withLaunches({launches: wanted, standing: {attempt: 0, found}}), true);
	assert.equal(withLaunches({launches: again(wanted), standing: {attempt: 0, found}}), refused);
	assert.equal(withLaunches({launches: here(wanted, found)}), true);
	assert.equal(withLaunches({launches: failed(wanted, {kind: 'denied', what: 'No.', next: 'Ask.'})}), true);
});

test('clean Regions are enforced by the exact words, on a panel seen in whole, each by the scan that it told of, and not else', () => {
	const state = runWith();
	const panel = cleanPanel(state);
	const words = phraseForTogether(panel);
	const shown = {panel, seen: 5, of: 5, atOnce: 5};
	assert.equal(words, 'enforce 2 Regions');
	assert.deepEqual(
		confirmTogether(state, {panel, shown}, words)?.map(({region}) => region),
		['us-east-1', 'us-west-2'],
	);
	for (const typed of ['', 'enforce 1 Region', 'enforce 3 Regions', `${words} `, words.toUpperCase(), 'us-east-1']) {
		assert.equal(confirmTogether(state, {panel, shown}, typed), undefined, typed);
	}

	assert.equal(confirmTogether(state, {panel}, words), undefined, 'not drawn');
	assert.equal(confirmTogether(state, {panel, shown: {...shown, seen: 4}}, words), undefined, 'drawn in part');
	const other = {...shown, panel: cleanPanel(state)};
	assert.equal(confirmTogether(state, {panel, shown: other}, words), undefined, 'another panel was drawn');
	for (const [name, one] of Object.entries<OneRegion>({
		'not clean any more': {scan: {...clean, counts: {...clean.counts, notAllowed: 1}}},
		'scanned again since': {scan: {...clean}},
		'changed since': {settings: {...inAudit, ImageCriteria: []}},
	})) {
		assert.equal(confirmTogether(runWith(one), {panel, shown}, words), undefined, name);
	}

	const none = {panel: [], shown: {panel: [], seen: 1, of: 1, atOnce: 1}};
	assert.equal(confirmTogether(state, none, phraseForTogether([])), undefined);
});

test('the panel takes words and enter only once all its lines were drawn, one after the other', () => {
	const panel = cleanPanel(runWith());
	const start = runWith(
		{},
		{view: {type: 'together', panel, sources: new Map(), field: emptyField, mismatch: false, top: 0}},
	);
	const drawn = (from: number, to: number) => ({type: 'shown-together', panel, from, to, of: 4}) as const;
	const after = (...events: readonly UserEvent[]): RolloutState => {
		let state: WizardState = start;
		for (const event of [
			...events,
			{type: 'paste', text: 'enforce 2 Regions'},
			{type: 'submit'},
		] satisfies readonly UserEvent[]) {
			state = reduce(wizard, state, event);
		}

		return state.phase === 'rollout' ? state : assert.fail();
	};

	const begun = (state: RolloutState): readonly string[] =>
		Object.values(state.fleet?.progress ?? {}).map(({status}) => status);
	for (const events of [[], [drawn(0, 3)], [drawn(1, 4)], [drawn(0, 1), drawn(2, 4)]]) {
		assert.deepEqual(begun(after(...events)), ['applied', 'applied']);
	}

	const elsewhere = {...drawn(0, 4), panel: cleanPanel(start)};
	assert.deepEqual(begun(after(elsewhere)), ['applied', 'applied']);
	assert.deepEqual(begun(after(drawn(0, 2), drawn(2, 4))), ['enforcing', 'enforcing']);
});

test('the panel is another one once more is known of what launches: nothing is enforced upon the one from before', () => {
	const failing = {
		region: 'us-east-1',
		type: 'launch-template',
		id: 'lt-1',
		imageId: 'ami-1',
		chain: [],
		allowed: false,
		verdictBy: 'aws',
		reasons: [],
	} as const;
	const found = (launches: ReadonlyArray<typeof failing>) => ({region: 'us-east-1', launches, gaps: []});
	const withLaunches = (more: OneRegion['more'], view?: FleetView): RolloutState =>
		runWith(more === undefined ? {} : {more}, view === undefined ? {} : {view});
	const reading = {launches: wanted, standing: {attempt: 0, found: found([])}};
	const opened = togetherView(withLaunches(reading), {});
	const typed = (more: OneRegion['more']): RolloutState => {
		const {panel} = opened;
		const shown = {panel, seen: 5, of: 5, atOnce: 5};
		const state = withLaunches(more, {...opened, shown, field: textField('enforce 2 Regions')});
		const next = reduce(wizard, {...state, work: sameScans(state, panel)}, {type: 'submit'});
		return next.phase === 'rollout' ? next : assert.fail();
	};

	const begun = ({fleet}: RolloutState): readonly string[] =>
		Object.values(fleet?.progress ?? {}).map(({status}) => status);
	assert.deepEqual(begun(typed(reading)), ['enforcing', 'enforcing']);
	assert.deepEqual(
		begun(typed({launches: here(wanted, found([]))})),
		['enforcing', 'enforcing'],
		'CloudTrail adds nothing',
	);
	const more = typed({launches: here(wanted, found([failing]))});
	assert.deepEqual(begun(more), ['applied', 'applied']);
	assert.match(more.shell.notice?.text ?? '', /read it anew/);
	// What is kept for the proof is what was known, while CloudTrail still is being read.
	const kept = typed({launches: wanted, standing: {attempt: 0, found: found([])}});
	assert.deepEqual(kept.work['us-east-1']?.namedUpon, []);
});

test('what a Region is said to be ready for hangs on what else launches there, and on whether that is known', () => {
	const found = {region: 'us-east-1', launches: [], gaps: []};
	const gap = {region: 'us-east-1', what: 'EC2 Fleets', problem: {kind: 'denied', what: 'No.', next: 'Ask.'}} as const;
	const words = (more: OneRegion['more']) =>
		fleetRows(runWith(more === undefined ? {} : {more})).find(({region}) => region === 'us-east-1')?.decision.words;
	assert.equal(words({launches: here(wanted, found)}), 'clean, ready');
	assert.equal(words({launches: here(wanted, {...found, gaps: [gap]})}), 'clean, some unknown');
	assert.equal(words({launches: failed(wanted, gap.problem)}), 'clean, some unread');
	assert.equal(words({launches: wanted}), 'clean, being read');
	assert.equal(words(undefined), 'clean, some unread');
});

/** The Regions' work with the very scans that a panel told of. */
function sameScans({work}: RolloutState, panel: ReturnType<typeof cleanPanel>): RolloutState['work'] {
	const scans = new Map(panel.map(({region, scan}) => [region, scan]));
	return Object.fromEntries(
		Object.entries(work).map(([region, one]) => {
			const scan = scans.get(region);
			return [region, scan === undefined ? one : {...one, scan}];
		}),
	);
}

test('a plan is confirmed in a rollout that is not read-only, once every Region was read, and not else', () => {
	const fresh = {settings: {...inAudit, State: 'disabled'}};
	assert.equal(canConfirmPlan(runWith(fresh)), true);
	assert.equal(canConfirmPlan(runWith(fresh, {options: {readOnly: true}})), 'this run is read-only');
	assert.equal(canConfirmPlan(runWith(fresh, {options: {purpose: 'review'}})), 'a review changes nothing');
	const state = runWith(fresh);
	const reading = {...state, work: {...state.work, 'us-west-2': {reading: wanted, answers: []}}};
	assert.equal(canConfirmPlan(reading), 'some Regions are still being read');
	const enforced = {settings: {...inAudit, State: 'enabled'}};
	const {fleet} = runWith(enforced);
	assert.ok(fleet);
	const alone = {...runWith(enforced), fleet: {...fleet, regions: ['us-east-1']}};
	assert.equal(canConfirmPlan(alone), 'every Region is left out');
});

test("somebody else's change stops its Region alone; what is as planned already is taken for made, and nothing is sent for it", () => {
	const fresh: AllowedImagesSettings = {...inAudit, State: 'disabled', ImageCriteria: []};
	const row = {region: 'us-east-1', before: fresh, after: inAudit, steps: ['audit-mode', 'criteria']} as const;
	const change = {kind: 'audit-mode', region: 'us-east-1', expected: fresh} as const;
	const state = runWith({
		settings: fresh,
		progress: {status: 'changing', row, made: 0, change, stage: 'checking'},
	});
	const after = (found: AllowedImagesSettings) =>
		fleetChange.done(
			state,
			{result: {type: 'foreign', found}, at: '2026-01-01T00:00:00.000Z'},
			{key: '', region: 'us-east-1', change, identity: state.identity},
		).fleet?.progress;
	const stopped = after({...fresh, ImageCriteria: [{ImageProviders: ['999999999999']}]});
	assert.deepEqual([stopped?.['us-east-1']?.status, stopped?.['us-west-2']?.status], ['foreign', 'applied']);
	const goesOn = after({...fresh, State: 'audit-mode'})?.['us-east-1'];
	assert.strictEqual(goesOn?.status, 'changing');
	// The next change is decided upon what was found.
	assert.deepEqual(
		[goesOn.change.kind, goesOn.made, 'expected' in goesOn.change && goesOn.change.expected.State],
		['criteria', 1, 'audit-mode'],
	);
});
