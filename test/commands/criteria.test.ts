import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import {test} from 'node:test';
import {startDemoServer} from '../../source/demo/server.ts';
import {makePlace} from './run.ts';

type WhatIf = {
	readonly Instances: number;
	readonly Allowed: number;
	readonly NotAllowed: number;
	readonly Unknown: number;
	readonly NewlyAllowed: number;
	readonly NewlyNotAllowed: number;
	readonly Images: ReadonlyArray<Readonly<Record<string, unknown>>>;
};

const example = new URL('../../criteria.example.json', import.meta.url);

test('validate says all errors at once, with path and line, and ends with 2', async (t) => {
	const {run, directory} = await makePlace(t);
	const file = path.join(directory, 'criteria.json');
	await fs.writeFile(
		file,
		'{\n  "ImageCriteria": [\n    {"ImageProviders": ["amazon", "12345678901"]},\n    {"CreationDateCondition": {"MaximumDaysSinceCreated": -1}}\n  ]\n}\n',
	);
	const {exitCode, stdout, stderr} = await run(['validate', file]);
	assert.deepEqual([exitCode, stdout], [2, '']);
	assert.match(
		stderr,
		/error: ImageCriteria\[0\]\.ImageProviders\[1\], line 3: "12345678901" has 11 digits; an account ID has 12 \(lost a leading zero\?\)/,
	);
	assert.match(stderr, /error: ImageCriteria\[1\]\.CreationDateCondition\.MaximumDaysSinceCreated, line 4: /);
	assert.match(stderr, /2 errors\.\n$/);
});

test('a preset to apply is for the wizard: without a terminal it is refused, and another command is named', async (t) => {
	const {run} = await makePlace(t);
	const {exitCode, stdout, stderr} = await run(['--preset', 'base']);
	assert.deepEqual([exitCode, stdout], [2, '']);
	assert.match(stderr, /needs a terminal.*what-if --preset NAME/s);
});

test('validate takes standard input and the example file', async (t) => {
	const {run} = await makePlace(t);
	const text = await fs.readFile(example, 'utf8');
	const [valid, piped, missing, broken] = await Promise.all([
		run(['validate', example.pathname]),
		run(['validate', '-'], {input: text}),
		run(['validate', 'none.json']),
		run(['validate', '-'], {input: '{"ImageCriteria": ['}),
	]);
	assert.deepEqual([valid.exitCode, piped.exitCode, missing.exitCode, broken.exitCode], [0, 0, 2, 2]);
	assert.match(piped.stdout, /^standard input: valid, 1 criterion\.\n$/);
	assert.match(missing.stderr, /There is no file none\.json\./);
});

test('presets are saved, shown, renamed, exported, imported and removed from the command line', async (t) => {
	const server = await startDemoServer({instances: 50});
	t.after(async () => server.close());
	const {run, directory} = await makePlace(t, server.url);
	const ok = async (...args: readonly string[]): Promise<string> => {
		const {exitCode, stdout, stderr} = await run(args);
		assert.equal(exitCode, 0, `${args.join(' ')}: ${stderr}`);
		return stdout;
	};

	await ok('presets', 'save', 'base', '--criteria', example.pathname, '--description', 'For all');
	await ok('presets', 'save', 'west', '--from-region', 'us-west-2');
	const shown = JSON.parse(await ok('presets', 'show', 'west')) as unknown;
	assert.deepEqual(shown, {ImageCriteria: server.settings('us-west-2').ImageCriteria});

	const taken = await run(['presets', 'save', 'base', '--from-region', 'us-west-2']);
	assert.equal(taken.exitCode, 2);
	assert.match(taken.stderr, /There is a preset named "base" already/);
	await ok('presets', 'save', 'base', '--criteria', example.pathname, '--overwrite');

	await ok('presets', 'rename', 'west', 'us.west');
	const list = await ok('presets', 'list', '--format', 'json');
	const {Presets: presets} = JSON.parse(list) as {Presets: ReadonlyArray<{Name: string; Description?: string}>};
	assert.deepEqual(
		presets.map(({Name: name, Description: description}) => [name, description]),
		[
			['base', 'For all'],
			['us.west', undefined],
		],
	);

	const exported = await ok('presets', 'export', 'base', '--format', 'declarative-policy');
	const policy = path.join(directory, 'policy.json');
	await fs.writeFile(policy, exported);
	await ok('presets', 'import', policy);
	assert.deepEqual(JSON.parse(await ok('presets', 'show', 'policy')), JSON.parse(await fs.readFile(example, 'utf8')));
	assert.match(
		await ok('presets', 'export', 'base', '--format', 'terraform'),
		/resource "aws_ec2_allowed_images_settings"/,
	);

	const all = path.join(directory, 'all.json');
	await fs.writeFile(all, list);
	const refused = await run(['presets', 'import', all]);
	assert.equal(refused.exitCode, 1);
	assert.match(refused.stderr, /Left "base" as it is/);
	await ok('presets', 'import', all, '--overwrite');

	await ok('presets', 'remove', 'policy');
	const gone = await run(['presets', 'show', 'bsae']);
	assert.equal(gone.exitCode, 2);
	assert.match(gone.stderr, /Did you mean base\?/);
});

test('an import saves nothing if a name in the file is wrong, and says all of them at once', async (t) => {
	const {run, directory} = await makePlace(t);
	const file = path.join(directory, 'presets.json');
	const ImageCriteria = [{ImageProviders: ['amazon']}];
	const presets = ['good', 'a/b', 'x'.repeat(65), '\u{E9}', 'e\u{301}'].map((Name) => ({Name, ImageCriteria}));
	await fs.writeFile(file, JSON.stringify({Presets: presets}));
	const {exitCode, stderr} = await run(['presets', 'import', file]);
	assert.equal(exitCode, 2);
	assert.match(stderr, /error: Presets\[1\]\.Name, line 1: "a\/b" cannot be the name of a preset: it may hold/);
	assert.match(stderr, /error: Presets\[2\]\.Name, line 1: "x+… cannot be the name of a preset: it is longer than 64/);
	assert.match(stderr, /error: Presets\[4\]\.Name, line 1: .* stands in the file twice/);
	assert.match(stderr, /nothing was saved\.\n$/);
	const {stdout} = await run(['presets', 'list']);
	assert.equal(stdout, '');
});

test('criteria that are saved from a Region carry the warnings that those of a file do', async (t) => {
	const server = await startDemoServer({instances: 50});
	t.after(async () => server.close());
	const {run, directory} = await makePlace(t, server.url);
	// A name alone lets everybody's images in.
	const ImageCriteria = [{ImageNames: ['team-*']}];
	server.setSettings('us-west-2', {ImageCriteria});
	const file = path.join(directory, 'criteria.json');
	await fs.writeFile(file, JSON.stringify({ImageCriteria}));
	const [ofRegion, ofFile] = await Promise.all([
		run(['presets', 'save', 'a', '--from-region', 'us-west-2']),
		run(['validate', file]),
	]);
	const warnings = ({stderr}: {readonly stderr: string}) => stderr.match(/warning: ImageCriteria\[\d+\]/g);
	assert.ok(warnings(ofFile), ofFile.stderr);
	assert.deepEqual(warnings(ofRegion), warnings(ofFile));
});

test('a name that is taken is refused with the option that replaces it, where there is one', async (t) => {
	const {run, directory} = await makePlace(t);
	const file = path.join(directory, 'taken.json');
	await fs.writeFile(file, '');
	const save = ['presets', 'save', 'base', '--criteria', example.pathname];
	await run(save);
	await run(save.with(2, 'other'));
	const [again, renamed] = await Promise.all([run(save), run(['presets', 'rename', 'other', 'base'])]);
	assert.deepEqual([again.exitCode, renamed.exitCode], [2, 2]);
	assert.match(again.stderr, /named "base" already\.\n {2}Choose another name, or replace it with --overwrite\.\n$/);
	assert.match(renamed.stderr, /named "base" already\.\n {2}Choose another name\.\n$/);
	const written = await run(['scan', '--demo', '-r', 'us-west-2', '-o', file]);
	assert.match(written.stderr, /exists already\.\n {2}Choose another name, or replace it with --overwrite\.\n$/);
});

test('what-if keeps to its contract, asks DescribeImages about what is in doubt, and changes nothing', async (t) => {
	const server = await startDemoServer({instances: 200});
	t.after(async () => server.close());
	const {run, directory} = await makePlace(t, server.url);
	const criteria = path.join(directory, 'criteria.json');
	// Deprecation is nothing that a scan tells of every image; product codes only DescribeImages knows.
	await fs.writeFile(criteria, '[{"ImageProviders":["amazon"]},{"MarketplaceProductCodes":["abc123"]}]');
	const {exitCode, stdout, stderr} = await run([
		'what-if',
		'--criteria',
		criteria,
		'--region',
		'us-west-2',
		'--format',
		'json',
	]);
	assert.equal(exitCode, 0, stderr);
	const report = JSON.parse(stdout) as WhatIf;
	assert.deepEqual(Object.keys(report), [
		'Instances',
		'Allowed',
		'NotAllowed',
		'Unknown',
		'NewlyAllowed',
		'NewlyNotAllowed',
		'Images',
	]);
	assert.equal(report.Allowed + report.NotAllowed + report.Unknown, report.Instances);
	assert.ok(report.NewlyNotAllowed > 0);
	for (const image of report.Images) {
		assert.deepEqual(Object.keys(image), [
			'ImageId',
			'Name',
			'OwnerId',
			'Region',
			'Instances',
			'Before',
			'After',
			'Reasons',
		]);
	}

	const actions = new Set(server.requests.map(({action}) => action));
	assert.ok(actions.has('DescribeImages'));
	assert.ok([...actions].every((action) => /^(?:Describe|Get)/.test(action)));
});

test('an image that an enforced Region hides is not called deregistered', async (t) => {
	const server = await startDemoServer({instances: 500});
	t.after(async () => server.close());
	const {run, directory} = await makePlace(t, server.url);
	const criteria = path.join(directory, 'criteria.json');
	await fs.writeFile(
		criteria,
		JSON.stringify([{ImageProviders: ['aws-marketplace'], MarketplaceProductCodes: ['abc123']}]),
	);
	const reasonsIn = async (region: string): Promise<string> => {
		const {stdout} = await run(['what-if', '--criteria', criteria, '-r', region, '-f', 'json']);
		const {Images: images} = JSON.parse(stdout) as {Images: ReadonlyArray<{After: string; Reasons: readonly string[]}>};
		const unknown = images.filter(({After: after}) => after === 'unknown');
		assert.ok(unknown.length > 0);
		return JSON.stringify(unknown);
	};

	// By a policy, it enforces; us-east-1 does not.
	assert.doesNotMatch(await reasonsIn('eu-central-1'), /deregistered/);
	assert.match(await reasonsIn('us-east-1'), /the image is deregistered/);
});

test('what is no scan is wrong usage, and is told by its name', async (t) => {
	const {run, directory} = await makePlace(t);
	const file = path.join(directory, 'other.json');
	for (const [text, said] of [
		['{"ImageCriteria": []}', /Can't read .*other\.json\. It is no scan: .*\n {2}Save one with/],
		['not JSON', /Can't read .*other\.json\. It is not JSON: .* at line 1, column 1/],
		['[{"InstanceId": 1}]', /Can't read .*other\.json\. \[0\]\.InstanceId is missing or no text/],
	] as const) {
		await fs.writeFile(file, text);
		for (const args of [
			['what-if', '--criteria', example.pathname],
			['review'],
			['forecast', '--criteria', example.pathname],
		]) {
			const {exitCode, stdout, stderr} = await run([...args, '--from', file]);
			assert.match(stderr, said);
			assert.deepEqual([exitCode, stdout], [2, ''], args[0]);
		}
	}
});

test('what-if and review read a saved scan without asking AWS, the presets by their names', async (t) => {
	const server = await startDemoServer({instances: 200});
	const {run, directory} = await makePlace(t, server.url);
	const scan = path.join(directory, 'scan.json');
	await run(['scan', '--region', 'us-west-2', '--region', 'eu-west-1', '--format', 'json', '--output', scan]);
	await run(['presets', 'save', 'base', '--criteria', example.pathname]);
	await server.close();

	const [report, table, unknown, review] = await Promise.all([
		run(['what-if', '--preset', 'base', '--from', scan, '--format', 'json']),
		run(['what-if', '--preset', 'base', '--from', scan]),
		run(['what-if', '--preset', 'bsae', '--from', scan]),
		run(['review', '--from', scan]),
	]);
	assert.equal(report.exitCode, 0, report.stderr);
	const {Instances: instances, Images: images} = JSON.parse(report.stdout) as WhatIf;
	assert.ok(instances > 0);
	assert.deepEqual(new Set(images.map(({Region: region}) => region)), new Set(['us-west-2', 'eu-west-1']));
	assert.match(table.stdout, /^\d+ instances: \d+ allowed/);
	assert.equal(unknown.exitCode, 2);
	assert.equal(review.exitCode, 0);
	assert.match(review.stdout, /not allowed/);
});
