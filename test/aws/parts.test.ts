import assert from 'node:assert/strict';
import {test} from 'node:test';
import {setImmediate} from 'node:timers/promises';
import {GetAllowedImagesSettings$, ReplaceImageCriteriaInAllowedImagesSettings$} from '@aws-sdk/client-ec2';
import {principalOf} from '../../source/principal.ts';
import {merge} from '../../source/aws/scan/merge.ts';
import {Pacer} from '../../source/aws/client/pace.ts';
import {redacted} from '../../source/redact.ts';
import {safe, withIsoTimes} from '../../source/aws/client/safe.ts';
import {unknownMembers, unknownParameters} from '../../source/aws/scan/unknown-members.ts';
import fc from '../support/fast-check.ts';
import {collect, noAbort} from './cloud-for.ts';

test('a principal is what a person recognises', () => {
	const principals = {
		'arn:aws:sts::123456789012:assumed-role/Admin/jane': 'Admin/jane',
		'arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_Power-User_0123456789abcdef/jane@example.com':
			'Power-User/jane@example.com',
		'arn:aws-cn:iam::123456789012:user/team/a/jane': 'jane',
		'arn:aws:iam::123456789012:root': 'root',
		'arn:aws-us-gov:sts::123456789012:federated-user/jane': 'jane',
	};
	for (const [arn, principal] of Object.entries(principals)) {
		assert.equal(principalOf(arn), principal);
	}
});

async function* numbers(from: number, count: number): AsyncGenerator<number, void, void> {
	for (let number = from; number < from + count; number++) {
		await Promise.resolve();
		yield number;
	}
}

test('merging yields everything, in order for each source, and starves none', async () => {
	const merged = await collect(merge([numbers(0, 50), numbers(100, 50), numbers(200, 3)]));
	assert.equal(merged.length, 103);
	for (const hundred of [0, 100, 200]) {
		const own = merged.filter((number) => Math.floor(number / 100) * 100 === hundred);
		assert.deepEqual(
			own,
			own.toSorted((left, right) => left - right),
		);
	}

	assert.ok(merged.indexOf(202) < 20);
});

test('merging ends the other sources when one fails', async () => {
	let isEnded = false;
	async function* endless(): AsyncGenerator<number, void, void> {
		try {
			for (;;) {
				await Promise.resolve();
				yield 1;
			}
		} finally {
			isEnded = true;
		}
	}

	// eslint-disable-next-line require-yield -- it fails before it has anything to give
	async function* failing(): AsyncGenerator<number, void, void> {
		await Promise.resolve();
		throw new Error('one failed');
	}

	const merged = merge([endless(), failing()]);
	await assert.rejects(collect(merged), /one failed/);
	await setImmediate();
	assert.ok(isEnded);
});

test('a pacer lets a burst through, then keeps the rate, and heeds an abort', async () => {
	const pacer = new Pacer({perSecond: 0.01, burst: 3});
	await Promise.all([pacer.turn(noAbort), pacer.turn(noAbort), pacer.turn(noAbort)]);
	const stop = new AbortController();
	const waiting = pacer.turn(stop.signal);
	stop.abort();
	await assert.rejects(waiting, {name: 'AbortError'});
});

test('secrets go by their looks, too', () => {
	const token = 'IQoJb3JpZ2luX2VjE'.repeat(20);
	const text = redacted(
		`Authorization: AWS4-HMAC-SHA256 Credential=AKIAABCDEFGHIJKLMNOP/2026/us-east-1, Signature=abcdef0123\nX-Amz-Security-Token=${token}&aws_secret_access_key = wJalrXUtnFEMI/K7MDENG`,
	);
	assert.doesNotMatch(text, /ABCDEFGHIJKLMNOP|abcdef0123|IQoJ|wJalr/);
});

test('a short secret goes as a word of its own, and ordinary words stay', () => {
	const known = ['on', 'x7', 'a1=b', 'é9'];
	assert.equal(redacted('with x7, "x7": x7. (on) x78 one nation x7', known), 'with …, "…": …. (…) x78 one nation …');
	assert.equal(redacted('id a1=b; xa1=b é9', known), 'id …; xa1=b …');
	assert.equal(redacted('a b', ['a', '']), 'a b', 'STS takes none of one character');
});

test('making data safe gives the same object back where nothing has to change', () => {
	fc.assert(
		fc.property(fc.jsonValue(), (data) => {
			const made = safe(data);
			assert.equal(safe(made), made);
			if (!/[^\u{20}-\u{7E}]/u.test(JSON.stringify(data)) && !JSON.stringify(data).includes(String.raw`\u`)) {
				assert.deepEqual(made, data);
			}
		}),
	);
	const data = {a: ['b', {c: 1}]};
	assert.equal(safe(data), data);
	assert.equal(withIsoTimes(data), data);
	assert.deepEqual(safe({'k\n': ['v\u{1B}']}), {[String.raw`k\u{a}`]: [String.raw`v\u{1b}`]});
	assert.deepEqual(withIsoTimes({at: [new Date(0)]}), {at: ['1970-01-01T00:00:00.000Z']});
});

test('members that the model lacks are read at any depth and named by convention', () => {
	const document = {
		requestId: 'x',
		state: 'audit-mode',
		newSwitch: 'on',
		imageCriterionSet: {
			item: {
				imageProviderSet: {item: 'amazon'},
				imageFlavourSet: {item: ['vanilla', 'mint']},
				tasteCondition: {maximumSugar: '3', sourSet: {item: {kind: 'lemon'}}},
				scanResultCondition: {maximumSeverityLabel: 'high', maxDaysSinceMoon: '5'},
				imageWatermarkSet: {item: [{watermarkKey: 'a:b'}, {watermarkKey: 'c:d', paper: 'thick'}]},
				emptySet: '',
			},
		},
	};
	const parsed = {
		State: 'audit-mode',
		ImageCriteria: [
			{
				ImageProviders: ['amazon'],
				ScanResultCondition: {MaximumSeverityLabel: 'high'},
				ImageWatermarks: [{WatermarkKey: 'a:b'}, {WatermarkKey: 'c:d'}],
			},
		],
	};
	const whole = unknownMembers(GetAllowedImagesSettings$[5], document, parsed);
	const criterion = {
		ImageProviders: ['amazon'],
		ScanResultCondition: {MaximumSeverityLabel: 'high', MaxDaysSinceMoon: '5'},
		ImageWatermarks: [{WatermarkKey: 'a:b'}, {WatermarkKey: 'c:d', Paper: 'thick'}],
		ImageFlavours: ['vanilla', 'mint'],
		TasteCondition: {MaximumSugar: '3', Sours: [{Kind: 'lemon'}]},
		Emptys: [],
	};
	assert.deepEqual(whole, {State: 'audit-mode', NewSwitch: 'on', ImageCriteria: [criterion]});

	const sent = Object.fromEntries(
		unknownParameters(ReplaceImageCriteriaInAllowedImagesSettings$[4], {ImageCriteria: [{}, criterion]}),
	);
	assert.deepEqual(sent, {
		'ImageCriterion.2.ImageFlavour.1': 'vanilla',
		'ImageCriterion.2.ImageFlavour.2': 'mint',
		'ImageCriterion.2.TasteCondition.MaximumSugar': '3',
		'ImageCriterion.2.TasteCondition.Sour.1.Kind': 'lemon',
		'ImageCriterion.2.ScanResultCondition.MaxDaysSinceMoon': '5',
		'ImageCriterion.2.ImageWatermark.2.Paper': 'thick',
	});
});
