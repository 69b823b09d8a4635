import assert from 'node:assert/strict';
import {test} from 'node:test';
import {screenshot} from '../support/screenshot.ts';
import {openTerminal} from '../support/terminal.ts';

test('a picture shows what the screen shows, and is the same each time', async () => {
	const draw = async () => {
		await using terminal = openTerminal({
			command: 'printf',
			args: [String.raw`plain \033[1;31mred & bold\033[0m \033[7minverse\033[0m\r\n日本 <tag> \033[2mdim\033[0m end`],
			columns: 40,
			rows: 3,
		});
		await terminal.waitFor('end');
		return screenshot(terminal, {title: 'A "picture"'});
	};

	const picture = await draw();
	assert.equal(await draw(), picture);
	assert.match(picture, /<title>A &quot;picture&quot;<\/title>/);
	assert.match(picture, /<text class="c1 b"[^>]*>red &amp; bold<\/text>/);
	assert.match(picture, /<rect class="fg"/);
	assert.match(picture, /<text class="bg"[^>]*>inverse<\/text>/);
	assert.match(picture, /<text class="fg" x="14" [^>]*textLength="16.8">日<\/text>/);
	assert.match(picture, /<text class="fg" x="30.8" [^>]*>本<\/text>/);
	assert.match(picture, />&lt;tag&gt;</);
	assert.match(picture, /<text class="fg d"[^>]*>dim<\/text>/);
	assert.doesNotMatch(picture, /\p{Cc}(?<!\n)/u);
});
