import assert from 'node:assert/strict';
import {test} from 'node:test';
import {didYouMean, nearest} from '../source/nearest.ts';

const regions = ['us-east-1', 'us-east-2', 'us-west-1', 'eu-west-1', 'eu-central-1'];

test('slips of the keyboard find the name that was meant first', () => {
	assert.equal(nearest('us-esat-1', regions)[0], 'us-east-1');
	assert.equal(nearest('useast1', regions)[0], 'us-east-1');
	assert.equal(nearest('EU-WEST-1', regions)[0], 'eu-west-1');
	assert.deepEqual(nearest('eu-', regions), ['eu-west-1', 'eu-central-1']);
	assert.deepEqual(nearest('mars', regions), []);
	assert.deepEqual(nearest('', regions), []);
});

test('the question lists what is near, or says what to do', () => {
	assert.equal(didYouMean('us-east-3', regions, 'Look.'), 'Did you mean us-east-1 or us-east-2?');
	assert.equal(didYouMean('mars', regions, 'Look.'), 'Look.');
});
