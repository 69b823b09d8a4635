import assert from 'node:assert/strict';
import process from 'node:process';
import {setTimeout as delay} from 'node:timers/promises';
import {test, type TestContext} from 'node:test';
import {fileURLToPath} from 'node:url';
import {MfaSessions} from '../../../source/aws/client/credentials/mfa.ts';
import {createCloud} from '../../../source/aws/cloud.ts';
import type {MfaCode} from '../../../source/operations/ports.ts';
import {startDemoServer} from '../../../source/demo/server.ts';
import {impatient, noAbort, problemIn} from '../cloud-for.ts';
import {Terminal} from '../../support/terminal.ts';
import {
	account,
	assumed,
	awsFiles,
	callerIdentity,
	startService,
	stsAnswer,
	stsError,
	underEnvironment,
	type Answered,
	type Asked,
} from './surroundings.ts';

const serial = `arn:aws:iam::${account}:mfa/alice`;
const config = `
[profile base]
aws_access_key_id = AKIABASEBASEBASEBASE
aws_secret_access_key = s3cret-s3cret
region = us-east-1
[profile one]
role_arn = arn:aws:iam::${account}:role/one
source_profile = base
mfa_serial = ${serial}
region = us-east-1
[profile two]
role_arn = arn:aws:iam::444455556666:role/two
source_profile = base
mfa_serial = ${serial}
region = us-east-1
`;

/** An STS that checks codes as AWS does: each of `codes` is good for one use. */
async function startSts(
	t: TestContext,
	codes: readonly string[],
	{seconds = 3600, refuses}: {readonly seconds?: number; readonly refuses?: Answered} = {},
) {
	const used = new Set<string>();
	const check = ({params}: Asked): Answered | undefined => {
		const code = params.get('TokenCode') ?? '';
		if (params.get('SerialNumber') !== serial) {
			return stsError(
				403,
				'AccessDenied',
				'MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid.',
			);
		}

		if (!codes.includes(code) || used.has(code)) {
			return stsError(403, 'AccessDenied', 'MultiFactorAuthentication failed with invalid MFA one time pass code. ');
		}

		used.add(code);
		return undefined;
	};

	const service = await startService(t, (asked) => {
		const action = asked.params.get('Action') ?? '';
		const isWithSession = (asked.headers.authorization ?? '').includes('Credential=ASIAWITHMFA');
		switch (action) {
			case 'GetSessionToken': {
				return (
					refuses ??
					check(asked) ??
					stsAnswer(
						action,
						`<Credentials><AccessKeyId>ASIAWITHMFAWITHMFA00</AccessKeyId><SecretAccessKey>secret-of-the-mfa-session</SecretAccessKey><SessionToken>token</SessionToken><Expiration>${new Date(Date.now() + 3_600_000).toISOString()}</Expiration></Credentials>`,
					)
				);
			}

			case 'AssumeRole': {
				return (isWithSession ? undefined : check(asked)) ?? assumed(action, {seconds});
			}

			default: {
				return callerIdentity();
			}
		}
	});
	underEnvironment(t, {...(await awsFiles(t, config)), AWS_ENDPOINT_URL_STS: `http://127.0.0.1:${service.port}`});
	return {
		...service,
		actions: () => service.asked.map(({params}) => params.get('Action')),
	};
}

/** A person who types these, and notes what they were asked. */
function person(...codes: readonly string[]): {readonly ask: MfaCode; readonly questions: string[]} {
	const left = [...codes];
	const questions: string[] = [];
	return {
		questions,
		async ask(device, _signal, again) {
			questions.push(again ?? device);
			const code = left.shift();
			if (code === undefined) {
				throw new TypeError('More was asked than there is to say.');
			}

			return code;
		},
	};
}

test('a code is asked for once for all Regions, and goes with the role as the AWS CLI sends it', async (t) => {
	const sts = await startSts(t, ['123456']);
	const ec2 = await startDemoServer({instances: 20});
	t.after(async () => ec2.close());
	underEnvironment(t, {...process.env, AWS_ENDPOINT_URL_EC2: ec2.url});
	const {ask, questions} = person(' 123 456 ');
	const cloud = createCloud({...impatient, profile: 'one', mfa: new MfaSessions(ask, {isShared: false})});
	await Promise.all([
		cloud.identity(noAbort),
		...['us-east-1', 'eu-west-1', 'us-west-2'].map(async (region) => cloud.settings(region, noAbort)),
	]);
	cloud.close();
	assert.deepEqual(questions, [serial]);
	assert.deepEqual(
		sts.asked
			.filter(({params}) => params.get('Action') === 'AssumeRole')
			.map(({params}) => [params.get('SerialNumber'), params.get('TokenCode')]),
		[[serial, '123456']],
	);
});

test('a code is asked for again when the session ends', async (t) => {
	const seconds = 1;
	const sts = await startSts(t, ['111111', '222222'], {seconds});
	const {ask, questions} = person('111111', '222222');
	const cloud = createCloud({...impatient, profile: 'one', mfa: new MfaSessions(ask, {isShared: false})});
	await cloud.identity(noAbort);
	assert.equal(questions.length, 1);
	t.mock.timers.enable({apis: ['Date'], now: Date.now() + seconds * 1000});
	await cloud.identity(noAbort);
	cloud.close();
	assert.equal(questions.length, 2);
	assert.equal(sts.actions().filter((action) => action === 'AssumeRole').length, 2);
});

test('one code serves several accounts, as its session assumes the roles of all', async (t) => {
	const sts = await startSts(t, ['123456']);
	const {ask, questions} = person('123456');
	const mfa = new MfaSessions(ask, {isShared: true});
	const clouds = ['one', 'two'].map((profile) => createCloud({...impatient, profile, mfa}));
	await Promise.all(clouds.map(async (cloud) => cloud.identity(noAbort)));
	for (const cloud of clouds) {
		cloud.close();
	}

	assert.deepEqual(questions, [serial]);
	assert.equal(sts.actions().filter((action) => action === 'GetSessionToken').length, 1);
	assert.equal(sts.actions().filter((action) => action === 'AssumeRole').length, 2);
});

test('where no session may be opened, the code goes with the role', async (t) => {
	await startSts(t, ['123456'], {refuses: stsError(403, 'AccessDenied', 'explicit deny')});
	const {ask, questions} = person('123456');
	const cloud = createCloud({...impatient, profile: 'one', mfa: new MfaSessions(ask, {isShared: true})});
	await cloud.identity(noAbort);
	cloud.close();
	assert.deepEqual(questions, [serial]);
});

test('what is no code, or a wrong one, is asked for again with the reason; three times, then it is said', async (t) => {
	await startSts(t, ['123456']);
	const patient = person('12345', '000000', '123456');
	const cloud = createCloud({...impatient, profile: 'one', mfa: new MfaSessions(patient.ask, {isShared: false})});
	await cloud.identity(noAbort);
	cloud.close();
	assert.match(patient.questions[1] ?? '', /six digits/);
	assert.match(patient.questions[2] ?? '', /did not accept/);

	const wrong = person('000000', '000001', '000002');
	const refused = createCloud({...impatient, profile: 'one', mfa: new MfaSessions(wrong.ask, {isShared: false})});
	const problem = await problemIn(refused.identity(noAbort));
	refused.close();
	assert.equal(problem.kind, 'expired');
	assert.match(problem.what, /No MFA code of arn:aws:iam::111122223333:mfa\/alice was accepted for the profile one/);
	assert.doesNotMatch(JSON.stringify(problem), /00000\d/);
});

test('a device that AWS does not know is not asked for another code', async (t) => {
	const sts = await startSts(t, ['123456']);
	underEnvironment(t, {
		...process.env,
		...(await awsFiles(t, config.replaceAll('mfa/alice', 'mfa/alcie'))),
		AWS_ENDPOINT_URL_STS: `http://127.0.0.1:${sts.port}`,
	});
	const {ask, questions} = person('123456');
	const cloud = createCloud({...impatient, profile: 'one', mfa: new MfaSessions(ask, {isShared: false})});
	const problem = await problemIn(cloud.identity(noAbort));
	cloud.close();
	assert.equal(problem.kind, 'denied');
	assert.match(problem.what, /verify your MFA serial number is valid/);
	assert.equal(questions.length, 1);
});

test('without anybody to ask it is one sentence, with the way out, and nothing is sent', async (t) => {
	const sts = await startSts(t, []);
	const cloud = createCloud({...impatient, profile: 'one'});
	const problem = await problemIn(cloud.identity(noAbort));
	cloud.close();
	assert.equal(problem.kind, 'expired');
	assert.match(
		problem.what,
		/^The profile one needs a code of the MFA device arn:aws:iam::111122223333:mfa\/alice, and there is no terminal/,
	);
	assert.match(problem.next, /aws configure export-credentials --profile one/);
	assert.deepEqual(sts.asked, []);
});

test('whoever stops while being asked has nothing sent', async (t) => {
	const sts = await startSts(t, ['123456']);
	const stop = new AbortController();
	const mfa = new MfaSessions(
		async (_serial, signal) =>
			new Promise((_resolve, reject) => {
				signal.addEventListener('abort', () => {
					reject(new DOMException('Stopped.', 'AbortError'));
				});
				stop.abort();
			}),
		{isShared: false},
	);
	const cloud = createCloud({...impatient, profile: 'one', mfa});
	await assert.rejects(cloud.identity(stop.signal), {name: 'AbortError'});
	cloud.close();
	assert.deepEqual(sts.asked, []);
});

test('in a plain terminal the code is asked for on stderr, and what is typed is not shown', async (t) => {
	const sts = await startSts(t, ['123456']);
	const ec2 = await startDemoServer({instances: 20});
	t.after(async () => ec2.close());
	await using terminal = new Terminal({
		command: process.execPath,
		args: [
			'--import',
			import.meta.resolve('tsx'),
			fileURLToPath(new URL('../../../source/cli.ts', import.meta.url)),
			'status',
			'--no-counts',
			'--region',
			'us-east-1',
			'--region',
			'eu-west-1',
			'--profile',
			'one',
		],
		columns: 120,
		env: {
			AWS_CONFIG_FILE: process.env.AWS_CONFIG_FILE ?? '',
			AWS_ENDPOINT_URL_STS: `http://127.0.0.1:${sts.port}`,
			AWS_ENDPOINT_URL_EC2: ec2.url,
			AWS_EC2_METADATA_DISABLED: 'true',
		},
	});
	await terminal.waitFor(`MFA code of ${serial}:`);
	terminal.type('000000');
	terminal.press('enter');
	await terminal.waitFor('AWS did not accept that code');
	terminal.type('123456');
	terminal.press('enter');
	const {exitCode} = await terminal.ended;
	assert.equal(exitCode, 0);
	assert.match(terminal.output, /eu-west-1/);
	assert.doesNotMatch(terminal.output, /123456|000000/);
	assert.equal(sts.asked.filter(({params}) => params.get('Action') === 'AssumeRole').length, 2);
});

test('a run over an organization asks for the code, too', async (t) => {
	const sts = await startSts(t, ['123456']);
	await using terminal = new Terminal({
		command: process.execPath,
		args: [
			'--import',
			import.meta.resolve('tsx'),
			fileURLToPath(new URL('../../../source/cli.ts', import.meta.url)),
			'org',
			'accounts',
			'--profile',
			'one',
		],
		columns: 120,
		env: {
			AWS_CONFIG_FILE: process.env.AWS_CONFIG_FILE ?? '',
			AWS_ENDPOINT_URL: `http://127.0.0.1:${sts.port}`,
			AWS_REGION: 'us-east-1',
			AWS_EC2_METADATA_DISABLED: 'true',
		},
	});
	await terminal.waitFor(`MFA code of ${serial}:`);
	terminal.type('123456');
	terminal.press('enter');
	const codes = () => sts.asked.flatMap(({params}) => params.get('TokenCode') ?? []);
	while (codes().length === 0) {
		await delay(20);
	}

	assert.equal(codes()[0], '123456');
});
