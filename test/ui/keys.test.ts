import assert from 'node:assert/strict';
import test from 'node:test';
import {currentNotice, eventOf, footerOf, type Focus} from '../../source/ui/keys/binding.ts';
import {programKeys} from '../../source/ui/keys/registry.ts';
import {shellKeys} from '../../source/ui/keys/shell-keys.ts';

/** The keys of every screen, and of what lies over them. */
const parts = [shellKeys, ...Object.values(programKeys).flatMap(({screens}) => screens)];

/** Places that only wait: Ctrl-C leaves them. */
const waiting = new Set([
	'Account, while you sign in',
	'While a change is on its way',
	'While a change is taken back',
	'Criteria, while an editor has the draft',
	'Presets, while something is saved',
	'Fleet, while the plan is written down',
]);

const places = parts.flatMap(({places: all, bindings}) =>
	Object.entries(all).map(([name, place]) => ({
		...(typeof place === 'string' ? {title: place} : place),
		keys: bindings.filter(({where}) => where.includes(name)),
	})),
);

for (const {title, keys: bindings, ...place} of places) {
	const keys = bindings.flatMap((binding) => binding.keys);

	test(`${title}: no key means two things`, () => {
		assert.deepEqual(keys.toSorted(), [...new Set(keys)].toSorted());
	});

	test(`${title}: where text is typed, no character is a key`, () => {
		assert.deepEqual(
			keys.filter((key) => 'typing' in place && (key.length === 1 || key === 'space')),
			[],
		);
	});

	test(`${title}: where one does not only wait, the footer shows a key`, () => {
		assert.ok(waiting.has(title) || bindings.some(({isInFooter}) => isInFooter === true));
	});
}

test('a list beside the instances, which has no filter, says why / does nothing there', () => {
	for (const title of ['Launches', 'Since the last scan']) {
		const keys = places.find((place) => place.title === title)?.keys ?? [];
		assert.ok(
			keys.some((key) => key.keys.includes('/') && key.guard !== undefined && key.isInFooter !== true),
			title,
		);
	}
});

test('every place has a title of its own', () => {
	const titles = places.map(({title}) => title);
	assert.deepEqual(titles.toSorted(), [...new Set(titles)].toSorted());
});

test('a key that waits for words is dimmed with its reason until they are there, and says what is wrong itself where it is pressed before', () => {
	let missing: true | string = 'the words are not typed yet';
	const enter: Focus<{readonly type: 'submit'}>['keys'][number] = {
		keys: ['enter'],
		isInFooter: true,
		event: {type: 'submit'},
		general: 'enforce',
		words: () => 'enforce',
		guard: () => true,
		missing: () => missing,
	};
	const focus = {place: 'enforce', title: 'Enforce', keys: [enter]};
	assert.deepEqual(footerOf(focus), [{keys: 'enter', words: 'enforce', disabled: 'the words are not typed yet'}]);
	assert.deepEqual(eventOf(focus, 'enter'), {type: 'submit'});
	missing = true;
	assert.deepEqual(footerOf(focus), [{keys: 'enter', words: 'enforce'}]);
	const refusing = {...enter, guard: () => 'the scan is incomplete'};
	assert.equal(eventOf({...focus, keys: [refusing]}, 'enter')?.type, 'notice');
});

test('what a refused key says is gone once the key would be taken', () => {
	let guard: true | string = 'the scan is not done';
	const focus: Focus<{readonly type: 'next'}> = {
		place: 'scan',
		title: 'Scan',
		keys: [
			{
				keys: ['enter'],
				isInFooter: true,
				event: {type: 'next'},
				general: 'review',
				words: () => 'review',
				guard: () => guard,
			},
		],
	};
	const event = eventOf(focus, 'enter');
	assert.strictEqual(event?.type, 'notice');
	assert.equal(event.notice.text, 'Review: not now, the scan is not done.');
	assert.deepEqual(currentNotice(focus, event.notice), event.notice);
	assert.equal(currentNotice({...focus, keys: []}, event.notice), undefined);
	guard = true;
	assert.equal(currentNotice(focus, event.notice), undefined);
	const copied = {tone: 'info', text: 'Copied'} as const;
	assert.equal(currentNotice(focus, copied), copied);
});
