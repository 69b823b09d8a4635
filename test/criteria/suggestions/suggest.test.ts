import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {checkCriteria} from '../../../source/criteria/validation/check.ts';
import type {ImageCriteria} from '../../../source/criteria/criterion.ts';
import {compileCriteria} from '../../../source/criteria/evaluation/evaluate.ts';
import type {ImageEvidence} from '../../../source/criteria/evaluation/image.ts';
import {generaliseName} from '../../../source/criteria/evaluation/name-pattern.ts';
import {suggest} from '../../../source/criteria/suggestions/suggest.ts';
import type {ImageInUse} from '../../../source/criteria/comparison/what-if.ts';
import fc from '../../support/fast-check.ts';
import {account, anyImage, criteria, now} from '../arbitraries.ts';

const context = {account, now};

function image(ImageId: string, instances: number, evidence: Omit<ImageEvidence, 'ImageId'>): ImageInUse {
	return {evidence: {ImageId, ...evidence}, instances, region: 'us-east-1'};
}

const worker = image('ami-worker', 9, {
	Name: 'team-data/spark-worker-4',
	OwnerId: '444455556666',
	CreationDate: '2024-03-02T12:00:00Z',
	IsPublic: true,
});
const debian = image('ami-debian', 5, {
	Name: 'debian-13-amd64-20260112-2355',
	OwnerId: '136693071363',
	CreationDate: '2026-01-12T00:00:00Z',
	IsPublic: true,
});
const shared = image('ami-shared', 2, {
	Name: 'base-3',
	OwnerId: '999988887777',
	CreationDate: '2026-10-12T00:00:00Z',
	IsPublic: false,
});
const product = image('ami-product', 4, {
	Name: 'firewall 9',
	OwnerId: '679593333241',
	ImageOwnerAlias: 'aws-marketplace',
	ProductCodes: ['abc123'],
});
const fine = image('ami-fine', 100, {Name: 'al2023', OwnerId: '137112412989', ImageOwnerAlias: 'amazon'});
const images = [worker, debian, shared, product, fine];
const applied: ImageCriteria = [
	{ImageProviders: ['amazon']},
	{ImageProviders: ['444455556666'], ImageNames: ['team-*'], CreationDateCondition: {MaximumDaysSinceCreated: 300}},
];

describe('suggest', () => {
	const suggestions = suggest({...context, criteria: applied, images, limit: 50});
	const labelled = (label: string) => {
		const found = suggestions.find((one) => one.label === label);
		assert.ok(found, `${label} is among\n${suggestions.map((one) => one.label).join('\n')}`);
		return found;
	};

	it('offers a provider where its images fail by nothing else', () => {
		const {clears, leaves, risk, trust, criteria: edited} = labelled('+ provider 444455556666 to criterion 1');
		assert.deepEqual(clears, {instances: 9, images: 1});
		assert.deepEqual(leaves, {instances: 11, images: 3});
		assert.equal(risk, 'high');
		assert.equal(trust, 'every public image of account 444455556666, now and later, of any name and any age');
		assert.deepEqual(edited[0], {ImageProviders: ['amazon', '444455556666']});
	});

	it('offers a relaxed age in steps a person would choose', () => {
		const {criteria: edited, risk} = labelled('+ age up to 1095 days to criterion 2');
		assert.deepEqual(edited[1]?.CreationDateCondition, {MaximumDaysSinceCreated: 1095});
		assert.equal(risk, 'medium');
	});

	it('offers a provider with the names in use, narrower and so before the provider alone', () => {
		const narrow = labelled('+ criterion 3: provider 136693071363 and name debian-13-amd64-*');
		const broad = labelled('+ provider 136693071363 to criterion 1');
		assert.ok(suggestions.indexOf(narrow) < suggestions.indexOf(broad));
		assert.deepEqual(narrow.criteria[2], {ImageProviders: ['136693071363'], ImageNames: ['debian-13-amd64-*']});
	});

	it('offers a verified provider by its alias, and a product by its code', () => {
		assert.equal(labelled('+ provider aws-marketplace to criterion 1').risk, 'low');
		const byCode = labelled('+ criterion 3: provider aws-marketplace and product code abc123');
		assert.equal(byCode.risk, 'low');
		assert.equal(
			byCode.trust,
			'every image of verified Marketplace providers, with product code abc123, but of any age',
		);
	});

	it('tells an image shared in private from a public one', () => {
		assert.equal(labelled('+ provider 999988887777 to criterion 1').risk, 'medium');
	});

	it('names well-known publishers as a hint that changes no risk', () => {
		const {publisher, risk} = labelled('+ provider 136693071363 to criterion 1');
		assert.equal(publisher, 'Debian');
		assert.equal(risk, 'high');
		assert.equal(labelled('+ provider 444455556666 to criterion 1').publisher, undefined);
	});

	it('never offers a name alone as a criterion, and never calls one safe', () => {
		assert.ok(suggestions.every(({criteria: edited}) => edited.every((one) => one.ImageProviders !== undefined)));
		const loneName: ImageCriteria = [{ImageNames: ['golden-*']}];
		const toLoneName = suggest({...context, criteria: loneName, images, limit: 50}).filter(({label}) =>
			label.endsWith('to criterion 1'),
		);
		assert.ok(toLoneName.length > 0);
		assert.ok(toLoneName.every(({risk, trust}) => risk === 'high' && trust.startsWith('images of anyone')));
	});

	it('can be asked for one image, and still counts over all', () => {
		const twin = image('ami-twin', 1, {OwnerId: '444455556666', Name: 'other', IsPublic: true});
		const focused = suggest({...context, criteria: applied, images: [...images, twin], focus: worker.evidence});
		assert.ok(focused.every(({label}) => !label.includes('136693071363')));
		const byProvider = focused.find(({label}) => label === '+ provider 444455556666 to criterion 1');
		assert.deepEqual(byProvider?.clears, {instances: 10, images: 2});
		assert.deepEqual(suggest({...context, criteria: applied, images, focus: fine.evidence}), []);
	});

	it('keeps its word: valid criteria that clear what is claimed, and take nothing away', () => {
		const anyUse = fc
			.tuple(anyImage, fc.integer({min: 1, max: 9}), fc.nat(999))
			.map(([evidence, instances, id]) => ({evidence: {...evidence, ImageId: `ami-${id}`}, instances, region: 'r'}));
		const inventory = fc.array(anyUse, {maxLength: 6});
		let checked = 0;
		fc.assert(
			fc.property(criteria, inventory, (given, inUse) => {
				const before = compileCriteria(given, context);
				const offenders = inUse.filter(({evidence}) => before.verdict(evidence) === 'not-allowed');
				for (const suggestion of suggest({...context, criteria: given, images: inUse})) {
					const after = compileCriteria(suggestion.criteria, context);
					const cleared = offenders.filter(({evidence}) => after.verdict(evidence) === 'allowed');
					checked++;
					assert.equal(suggestion.clears.images, cleared.length);
					assert.ok(cleared.length > 0);
					assert.deepEqual(checkCriteria(suggestion.criteria).errors, []);
					assert.ok(
						inUse.every(
							({evidence}) => before.verdict(evidence) !== 'allowed' || after.verdict(evidence) === 'allowed',
						),
					);
				}
			}),
			{numRuns: 300},
		);
		assert.ok(checked > 300);
	});
});

describe('generaliseName', () => {
	const patterns: ReadonlyArray<readonly [string, string | undefined]> = [
		['debian-13-amd64-20260112-2355', 'debian-13-amd64-*'],
		['team-data/spark-worker-4', 'team-data/spark-worker-*'],
		['al2023-ami-2023.6.20241010.0-kernel-6.1-x86_64', 'al2023-ami-*-kernel-6.1-x86_64'],
		['golden_20260112_x', 'golden_*_x'],
		['base a1b2c3d4', 'base *'],
		['PA-VM-AWS-12.1.2-h3-3d861c94-2859-40a4-ab62-0f9e1d2c3b4a', 'PA-VM-AWS-*-h3-*'],
		['plain', 'plain'],
		[String.raw`bad\u{1b}name`, 'bad*name'],
		['x-1', undefined],
		['20260112', undefined],
	];
	for (const [name, pattern] of patterns) {
		it(`${name} → ${pattern ?? 'nothing'}`, () => {
			assert.equal(generaliseName(name), pattern);
		});
	}

	it('gives patterns that match the name and that AWS accepts', () => {
		const name = fc.string({
			unit: fc.constantFrom('a', 'b', '1', '2', '.', '-', '_', '/', ' ', '0', 'x'),
			maxLength: 128,
		});
		fc.assert(
			fc.property(name, (text) => {
				const pattern = generaliseName(text);
				const evidence = {ImageId: 'ami-1', OwnerId: '1', Name: text};
				const list: ImageCriteria = [{ImageNames: [pattern ?? text]}];
				assert.ok(
					pattern === undefined ||
						(checkCriteria(list).errors.length === 0 && compileCriteria(list, context).verdict(evidence) === 'allowed'),
				);
			}),
		);
	});
});
