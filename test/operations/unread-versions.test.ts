/** Launch templates whose versions were read only in part. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Gaps} from '../../source/operations/launches/gaps.ts';
import type {LaunchCloud} from '../../source/operations/launches/ports.ts';
import {TemplateVersions} from '../../source/operations/launches/template-versions.ts';
import {ProblemError} from '../../source/problem.ts';
import {cloudFor, noAbort} from '../aws/cloud-for.ts';

test('the default version is not taken for the latest where the versions could not be read to the end', async (t) => {
	const {cloud: demo} = await cloudFor(t, {instances: 30});
	const throttled = () => new ProblemError({kind: 'throttled', what: 'Throttled.', next: 'Wait.'});
	const cloud: LaunchCloud = {
		...demo.launches,
		// eslint-disable-next-line require-yield -- it fails before the first page
		async *templates() {
			throw throttled();
		},
		async *currentVersions() {
			yield [{templateId: 'lt-1', templateName: 'web', version: 1, isDefault: true, imageId: 'ami-00000001'}];
			throw throttled();
		},
	};
	const versions = new TemplateVersions({
		region: 'us-east-1',
		cloud,
		gaps: new Gaps('us-east-1', noAbort),
		signal: noAbort,
	});
	await versions.readCurrent();
	const latest = versions.imageOf({id: 'lt-1', version: '$Latest'});
	assert.equal(latest.imageId, '');
	assert.match(latest.unresolved ?? '', /could not be read/);
	assert.equal(versions.imageOf({id: 'lt-1', version: '$Default'}).imageId, 'ami-00000001');
});

test('an SSM parameter that several versions name is counted once', async (t) => {
	const {cloud: demo} = await cloudFor(t, {instances: 30});
	const gaps = new Gaps('us-east-1', noAbort);
	const cloud: LaunchCloud = {
		...demo.launches,
		async *currentVersions() {
			yield [1, 2].map((version) => ({
				templateId: 'lt-1',
				templateName: 'web',
				version,
				isDefault: version === 1,
				imageId: 'resolve:ssm:/web',
			}));
		},
		async versions() {
			throw new ProblemError({kind: 'throttled', what: 'Throttled.', next: 'Wait.'});
		},
	};
	const versions = new TemplateVersions({region: 'us-east-1', cloud, gaps, signal: noAbort});
	await versions.readCurrent();
	await versions.resolveParameters();
	assert.deepEqual(
		gaps.all.map(({what}) => what),
		['The images of an SSM parameter that launch templates name'],
	);
});
