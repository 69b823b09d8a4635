import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import fs from 'node:fs/promises';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';
import stringWidth from 'string-width';
import {build} from 'esbuild';
import {lateEmoji, withLateEmoji} from '../../build/late-emoji.ts';

const module = fileURLToPath(import.meta.resolve('string-width'));

test('text is as wide with the late expression as without it', async () => {
	const {outputFiles} = await build({
		entryPoints: [module],
		bundle: true,
		format: 'esm',
		platform: 'node',
		write: false,
		plugins: [lateEmoji()],
	});
	const code = outputFiles.map(({text}) => text).join('');
	assert.ok(code.includes('rgiEmoji ??='));
	const late = (await import(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}`)) as {
		readonly default: typeof stringWidth;
	};
	for (const text of [
		'plain',
		'\u{1F600}',
		'\u{1F1E9}\u{1F1EA}',
		'\u{1F468}\u{200D}\u{1F469}',
		'1\u{FE0F}\u{20E3}',
		'漢字',
		'é',
	]) {
		assert.equal(late.default(text), stringWidth(text), text);
	}
});

test('a module without the expression is not passed over in silence', async () => {
	const code = await fs.readFile(module, 'utf8');
	assert.notStrictEqual(withLateEmoji(code), undefined);
	assert.strictEqual(withLateEmoji(code.replaceAll('RGI_Emoji', 'Emoji')), undefined);
});
