import assert from 'node:assert/strict';
import {test} from 'node:test';
import {shortCommand} from '../../../source/ui/components/frame/short-command.ts';
import {widthOf} from '../../../source/ui/components/text/fit.ts';
import {enableCommand, replaceCommand, settingsCommand} from '../../../source/operations/aws-cli.ts';

const options = {endpointUrl: 'http://127.0.0.1:4566'};

test('what fits stays whole', () => {
	const command = settingsCommand('us-east-1', {});
	assert.equal(shortCommand(command, 78, '…'), command);
});

test('the endpoint goes first', () => {
	assert.equal(
		shortCommand(settingsCommand('ap-southeast-2', options), 76, '…'),
		'aws ec2 get-allowed-images-settings --region ap-southeast-2 …',
	);
});

test('the Region and the state stay, whatever else gives way', () => {
	for (const width of [56, 76, 116]) {
		const short = shortCommand(enableCommand('audit-mode', 'ap-southeast-2', options), width, '…');
		assert.ok(widthOf(short) <= width, short);
		assert.match(short, /^aws ec2 enabl\S+ --region ap-southeast-2 \S+ audit-mode/);
	}
});

test('of criteria the beginning stays, and a value in quotes is one', () => {
	const command = replaceCommand([{ImageNames: ["it's --endpoint-url", 'b c']}], 'us-east-1', options);
	const short = shortCommand(command, 116, '…');
	assert.ok(widthOf(short) <= 116, short);
	assert.match(short, /--region us-east-1 --image-criteria '\[\{"ImageNa[^ ]*… …$/);
});

test('of commands after each other the first is shown, with a sign for the others', () => {
	const replaced = replaceCommand([{ImageNames: ['a && b']}], 'us-east-1', {});
	const command = `${enableCommand('audit-mode', 'us-east-1', {})} && ${replaced}`;
	const short = shortCommand(command, 76, '…');
	assert.ok(widthOf(short) <= 76, short);
	assert.match(short, /^aws ec2 enabl\S+ --region us-east-1 \S+ audit-mode && …$/);
	assert.match(shortCommand(replaced, 60, '…'), /…$/);
	assert.doesNotMatch(shortCommand(replaced, 60, '…'), /&& …$/);
});
