import assert from 'node:assert/strict';
import {test} from 'node:test';
import {plannedCells} from '../../../source/operations/organization/scan/planned.ts';

const told = (regions: number) => ({regions, isSettled: true, hasTold: true});
const named = (regions: number) => ({regions, isSettled: true, hasTold: false});
const open = (regions: number) => ({regions, isSettled: false, hasTold: false});

test('accounts that have not told of their Regions count for as many as those have that did', () => {
	assert.deepEqual(plannedCells([]), {cells: 0, isEstimate: false});
	assert.deepEqual(plannedCells([open(17), open(17)]), {cells: 34, isEstimate: true});
	assert.deepEqual(plannedCells([told(20), open(17), open(17)]), {cells: 60, isEstimate: true});
	assert.deepEqual(plannedCells([told(20), told(17), open(17)]), {cells: 56, isEstimate: true});
	assert.deepEqual(plannedCells([told(20), told(17)]), {cells: 37, isEstimate: false});
});

test('one that was asked for Regions by name, or can not be entered, tells nothing of the others', () => {
	assert.deepEqual(plannedCells([named(1), open(17)]), {cells: 18, isEstimate: true});
	assert.deepEqual(plannedCells([named(1), told(20), open(17)]), {cells: 41, isEstimate: true});
	assert.deepEqual(plannedCells([named(1), named(3)]), {cells: 4, isEstimate: false});
});
