/** A process of its own for the storage tests: `saver.ts presets DIRECTORY NAME…`, `saver.ts history FILE REGION…`, `saver.ts output FILE TEXT`. */
import process from 'node:process';
import {openHistory} from '../../source/storage/history.ts';
import {writeOutput} from '../../source/storage/files/output.ts';
import {openPresets} from '../../source/storage/presets.ts';
import {plannedChange} from './planned-change.ts';

const [kind, place = '', ...rest] = process.argv.slice(2);
switch (kind) {
	case 'presets': {
		const presets = openPresets(place);
		for (const name of rest) {
			await presets.save({name, criteria: [{ImageProviders: [name]}]}, {overwrite: true});
		}

		break;
	}

	case 'history': {
		const ledger = openHistory(place);
		for (const region of rest) {
			const id = await ledger.begin(plannedChange(region));
			console.log(`begun ${id}`);
			await ledger.complete(id, {status: 'done', answer: '{"ReturnValue":true}'});
			console.log(`completed ${id}`);
		}

		break;
	}

	case 'output': {
		await writeOutput(place, rest, {overwrite: true});
		break;
	}

	default: {
		throw new TypeError(`What is ${kind}?`);
	}
}

console.log('finished');
