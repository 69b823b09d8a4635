import assert from 'node:assert/strict';
import {test} from 'node:test';
import {shortCommand} from '../../../source/ui/components/frame/short-command.ts';
import {widthOf} from '../../../source/ui/components/text/fit.ts';
import {disableCommand, enableCommand, replaceCommand, settingsCommand} from '../../../source/operations/aws-cli.ts';

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

test('of commands after each other each keeps what it does and its Region, and those that there is no room for are counted', () => {
	const replaced = (region: string) => replaceCommand([{ImageNames: ['a && b']}], region, options);
	const inRegions = (...regions: readonly string[]) =>
		regions.flatMap((region) => [enableCommand('audit-mode', region, options), replaced(region)]).join(' && ');
	for (const region of ['us-east-1', 'ap-southeast-2']) {
		for (const width of [56, 76, 116, 196]) {
			const short = shortCommand(inRegions(region), width, '…');
			assert.ok(widthOf(short) <= width, short);
			assert.match(short, new RegExp(String.raw`^(?:aws ec2|…) enabl\S+ .*${region} .*&& .*repla\S+ .*${region} `));
		}
	}

	assert.equal(
		shortCommand(inRegions('us-east-1'), 56, '…'),
		'aws ec2 enable-al… us-east-1 … && replace-i… us-east-1 …',
	);
	// Where even that is too long, a Region that is the same for all of them is named once.
	assert.equal(
		shortCommand(`${inRegions('us-east-1')} && ${disableCommand('us-east-1', options)}`, 56, '…'),
		'aws ec2 enable-a… && replace-… && disable-… us-east-1 …',
	);
	assert.match(
		shortCommand(inRegions('us-east-1'), 116, '…'),
		/^aws ec2 enabl\S+ --region us-east-1 \S+ audit-mode … && aws ec2 repla\S+ --region us-east-1 … '\[\{/,
	);
	const many = shortCommand(inRegions('us-east-1', 'eu-west-1', 'us-west-2'), 56, '…');
	assert.ok(widthOf(many) <= 56, many);
	assert.match(many, /^aws ec2 enabl\S+ && repla\S+ us-east-1 … && … 4 more$/);
	assert.match(shortCommand(replaced('us-east-1'), 60, '…'), /…$/);
	assert.doesNotMatch(shortCommand(replaced('us-east-1'), 60, '…'), /&& …/);
});
