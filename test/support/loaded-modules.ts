/**
Loaded ahead of the program (`--import`): writes the address of every module that it loads to the file `LOADED_MODULES` names, a line each, and
a line `drawn` once a frame with the name of the program is written to the terminal.
*/
import fs from 'node:fs';
import module from 'node:module';
import process from 'node:process';

const file = fs.openSync(process.env.LOADED_MODULES ?? '', 'a');

module.registerHooks({
	load(url, context, nextLoad) {
		fs.writeSync(file, `${url}\n`);
		return nextLoad(url, context);
	},
});

const write = process.stdout.write.bind(process.stdout);
process.stdout.write = ((...args: Parameters<typeof write>) => {
	if (String(args[0]).includes('allowed-amis')) {
		fs.writeSync(file, 'drawn\n');
	}

	return write(...args);
}) as typeof write;
