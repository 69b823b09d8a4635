/** Asks who it is, in a process of its own; prints the problem, and what would keep the process after the cloud is closed. */
import process from 'node:process';
import {setImmediate as turn} from 'node:timers/promises';
import {createCloud} from '../../../source/aws/cloud.ts';
import {problemOf} from '../../../source/problem.ts';

const cloud = createCloud({timeouts: {connect: 500, silence: 2000}, patience: {longestSeconds: 0.01}});
let problem: unknown;
try {
	await cloud.identity(new AbortController().signal);
} catch (error) {
	problem = problemOf(error);
}

cloud.close();
// What is being closed takes a turn or two.
for (let turns = 0; turns < 20; turns++) {
	await turn();
}

const left = process.getActiveResourcesInfo().filter((name) => !/^(?:Pipe|TTY|Immediate|MessagePort)/.test(name));
process.stdout.write(JSON.stringify({problem, left}));
