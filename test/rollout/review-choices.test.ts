/** What can be chosen in the review: an order, columns, a value of the current line. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Browser} from '../../source/inventory/list/browser.ts';
import {reduce} from '../../source/machine/machine.ts';
import type {Preferences} from '../../source/operations/ports.ts';
import type {World} from '../../source/operations/world.ts';
import {ProblemError} from '../../source/problem.ts';
import {reviewOfScan} from '../../source/rollout/offline/saved-scan.ts';
import {WizardSession} from '../../source/rollout/session.ts';
import type {UserEvent, WizardState} from '../../source/rollout/state.ts';
import type {ListCommand} from '../../source/rollout/steps/review/list-commands.ts';
import {
	groupColumnsToChoose,
	instanceColumnsToChoose,
	isColumnShown,
} from '../../source/rollout/steps/review/picker.ts';
import {choose, complete, pick} from '../../source/rollout/steps/review/picker-commands.ts';
import {wizard} from '../../source/rollout/wizard.ts';
import {groupColumns} from '../../source/ui/screens/review/group-columns.ts';
import {instanceColumns} from '../../source/ui/screens/review/instance-columns.ts';
import {resolveTheme} from '../../source/ui/theme.ts';
import {instance, ManualScheduler} from '../inventory/arbitraries.ts';
import {FakeWorld, settle} from './world.ts';

const now = new Date('2026-06-01T00:00:00.000Z');

/** A review of a saved scan: four instances of two images. */
function reviewed(view: 'instances' | 'image') {
	const scheduler = new ManualScheduler();
	const saved = reviewOfScan(
		{
			instances: [0, 1, 2, 3].map((index) =>
				instance({
					InstanceId: `i-${index}`,
					InstanceType: index === 3 ? 'c8g.large' : 'm7g.large',
					ImageMetadata: {
						ImageId: `ami-${index % 2}`,
						Name: index % 2 === 0 ? 'spark worker' : 'bastion',
						OwnerId: '444455556666',
						ImageAllowed: false,
					},
				}),
			),
		},
		{demo: true, readOnly: true, purpose: 'scan-file'},
		now.toISOString(),
	);
	const browser = new Browser({inventory: saved.inventory, scheduler, view, show: 'all'});
	scheduler.settle();
	const states: WizardState[] = [saved.state];
	const current = (): WizardState => states.at(-1) ?? saved.state;
	const send = (event: UserEvent | undefined): void => {
		if (event !== undefined) {
			states.push(reduce(wizard, current(), event));
		}
	};

	return {
		browser,
		send,
		run(command: ListCommand) {
			send(command({browser, state: current(), now}));
			scheduler.settle();
		},
		step() {
			const state = current();
			assert.strictEqual(state.phase, 'rollout');
			assert.strictEqual(state.step.name, 'review');
			return state.step;
		},
	};
}

test('what is sorted by is chosen from all there is, and chosen again turns the order round', () => {
	const {browser, send, run, step} = reviewed('instances');
	run(pick('sort'));
	assert.equal(step().picker?.choices[step().picker?.cursor ?? -1]?.words, 'as it was scanned, ascending');
	const type = step().picker?.choices.findIndex(({words}) => words === 'type') ?? 0;
	send({type: 'move', by: type});
	run(choose());
	assert.equal(step().picker, undefined);
	assert.deepEqual(browser.getSnapshot().sort, {column: 'type', direction: 'ascending'});
	run(pick('sort'));
	run(choose());
	assert.deepEqual(browser.getSnapshot().sort, {column: 'type', direction: 'descending'});
});

test('columns are shown and hidden one after the other, until one goes back', () => {
	const {browser, send, run, step} = reviewed('instances');
	run(pick('columns'));
	run(choose());
	send({type: 'move', by: 1});
	run(choose());
	assert.deepEqual(
		step()
			.picker?.choices.slice(0, 3)
			.map(({id, isChosen}) => [id, isChosen]),
		[
			['name', false],
			['image', true],
			['provider', true],
		],
	);
	send({type: 'back'});
	assert.equal(step().picker, undefined);
	assert.deepEqual(browser.getSnapshot().columns, {'instance name': false, 'instance image': true});
});

test('the columns chosen are kept, and found again by the next start', async () => {
	let kept: Preferences = {columns: {'instance zone': false, 'of another version': true}};
	const fake = new FakeWorld();
	const world: World = {
		...fake.world,
		preferences: {
			read: async () => kept,
			async save({columns}) {
				kept = {columns: {...kept.columns, ...columns}};
			},
		},
	};
	const options = {demo: true, readOnly: true, purpose: 'scan-file'} as const;
	const open = async () => {
		const session = new WizardSession(
			world,
			options,
			reviewOfScan({instances: [instance()]}, options, now.toISOString()),
		);
		session.start();
		await settle();
		session.browser.groupBy('instances');
		return session;
	};

	const first = await open();
	const isShown = (session: WizardSession, id: string) => isColumnShown(id, session.browser.getSnapshot());
	assert.deepEqual([isShown(first, 'zone'), isShown(first, 'launched'), isShown(first, 'type')], [false, false, true]);
	first.browse(pick('columns'));
	first.dispatch({type: 'move', by: instanceColumnsToChoose.findIndex(({id}) => id === 'launched')});
	first.browse(choose());
	await settle();
	first.stop();
	await first.ended;
	const second = await open();
	assert.deepEqual(
		[isShown(second, 'zone'), isShown(second, 'launched'), isShown(second, 'type')],
		[false, true, true],
	);
	second.stop();
	await second.ended;
});

test('where the preferences can not be read or kept, that is said, and the choice holds until the end', async () => {
	const fake = new FakeWorld();
	const broken = async () => {
		throw new ProblemError({kind: 'storage', what: 'The disk is full.', next: 'Make room.'});
	};

	const options = {demo: true, readOnly: true, purpose: 'scan-file'} as const;
	const session = new WizardSession(
		{...fake.world, preferences: {read: broken, save: broken}},
		options,
		reviewOfScan({instances: [instance()]}, options, now.toISOString()),
	);
	session.start();
	await settle();
	assert.match(
		session.getState().shell.notice?.text ?? '',
		/chosen last are not known: The disk is full\. Make room\./,
	);
	session.browse(pick('columns'));
	session.browse(choose());
	await settle();
	assert.match(session.getState().shell.notice?.text ?? '', /stay so until you quit: The disk is full\. Make room\./);
	assert.equal(isColumnShown('bar', session.browser.getSnapshot()), false);
	session.stop();
	await session.ended;
});

test('every column that can be chosen is one', () => {
	const theme = resolveTheme({});
	const {browser} = reviewed('image');
	const snapshot = {...browser.getSnapshot(), most: {'not-allowed': 1, instances: 1, unknown: 1}};
	const groups = new Set(groupColumns(snapshot, theme).map(({id}) => id));
	const instances = new Set(
		instanceColumns(theme, {hasRegions: true, hasAccounts: true, hasDraft: true}).map(({id}) => id),
	);
	assert.deepEqual(
		groupColumnsToChoose.filter(({id}) => !groups.has(id)),
		[],
	);
	assert.deepEqual(
		instanceColumnsToChoose.filter(({id}) => !instances.has(id)),
		[],
	);
});

test('a value of the current line goes into the filter, or is left out by it', () => {
	const {send, run, step} = reviewed('image');
	send({type: 'typed-filter', field: {value: 'region:us-east-1 ', cursor: 17}});
	run(pick('value'));
	assert.deepEqual(
		step().picker?.choices.map(({words}) => words),
		['image-name:"spark worker"', 'provider:444455556666', 'image:ami-0'],
	);
	run(choose({isNegated: true}));
	assert.equal(step().filter.value, 'region:us-east-1 !image-name:"spark worker"');
	assert.equal(step().picker, undefined);
});

test('tab completes the word before the cursor, and leaves what is behind it', () => {
	const {send, run, step} = reviewed('image');
	send({type: 'filter'});
	send({type: 'typed-filter', field: {value: 'prov zone:a', cursor: 4}});
	run(complete);
	assert.deepEqual(step().filter, {value: 'provider: zone:a', cursor: 9});
	run(complete);
	assert.equal(step().filter.value, 'provider:444455556666  zone:a');
});
