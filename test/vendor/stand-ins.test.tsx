import assert from 'node:assert/strict';
import process from 'node:process';
import {test} from 'node:test';
import {build} from 'esbuild';
import {Text} from 'ink';
import {render} from 'ink-testing-library';
import {standingIn} from '../../build/standing-in.ts';
import {standIns} from '../../source/vendor/stand-ins.ts';

const isPutIn = process.execArgv.some((argument) => argument.includes('stand-ins'));

test('components are drawn in tests by what stands in for parts of Ink', async (t) => {
	if (!isPutIn) {
		t.skip('needs --import ./test/support/stand-ins.ts, as in npm test');
		return;
	}

	const output = new URL('output.js', import.meta.resolve('ink')).href;
	const {default: InkOutput} = (await import(output)) as {default: {prototype: {get: () => unknown}}};
	t.mock.method(InkOutput.prototype, 'get', () => assert.fail('Ink was asked'));
	assert.equal(render(<Text>drawn</Text>).lastFrame(), 'drawn');
});

for (const [what, changed] of [
	['another version', {version: '7.9.9'}],
	['a file that was renamed', {module: 'build/drawing.js'}],
	['an import that is not there', {specifier: './drawing.js'}],
] as const) {
	test(`the build fails with a sentence where a stand-in was made for ${what}`, async () => {
		const [first, ...others] = standIns;
		assert.ok(first);
		const stale = {...first, ...changed};
		const building = build({
			stdin: {contents: "import 'ink';", resolveDir: import.meta.dirname},
			bundle: true,
			format: 'esm',
			platform: 'node',
			write: false,
			external: ['react-devtools-core'],
			logLevel: 'silent',
			plugins: [standingIn([stale, ...others])],
		});
		await assert.rejects(building, (error: Error) => {
			assert.ok(
				error.message.includes(
					`source/vendor/ink/output.ts stands in for ${stale.module} of ink ${stale.version}, which nothing imports: ink here is 8.0.0. Hold it against`,
				),
				error.message,
			);
			assert.equal(error.message.match(/stands in for/g)?.length, 1);
			return true;
		});
	});
}
