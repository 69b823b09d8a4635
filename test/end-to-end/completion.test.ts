import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {test, type TestContext} from 'node:test';
import {execa} from 'execa';
import {openTerminal, type Terminal} from '../support/terminal.ts';
import {program} from './app.ts';

/** A shell on a terminal that has loaded its script, with the program on its path and a preset saved; skips where there is no such shell. */
async function openShell(
	t: TestContext,
	shell: 'bash' | 'zsh' | 'fish',
	args: readonly string[],
	load: string,
): Promise<Terminal | undefined> {
	const had = await execa(shell, ['--version'], {reject: false});
	if (had.exitCode !== 0) {
		t.skip(`${shell} is not installed`);
		return undefined;
	}

	const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'completion-'));
	const bin = path.join(folder, 'bin');
	await fs.mkdir(bin);
	await fs.writeFile(path.join(bin, 'allowed-amis'), `#!/bin/sh\nexec '${process.execPath}' '${program}' "$@"\n`, {
		mode: 0o755,
	});
	await fs.writeFile(path.join(folder, 'criteria-of-ours.json'), '[{"ImageProviders": ["amazon"]}]');
	const env = {
		PATH: `${bin}:${process.env.PATH ?? ''}`,
		HOME: folder,
		XDG_CONFIG_HOME: path.join(folder, 'config'),
		XDG_STATE_HOME: path.join(folder, 'state'),
		AWS_REGION: 'us-east-1',
		PS1: 'ready> ',
	};
	await execa(
		'allowed-amis',
		['presets', 'save', 'Team base', '--criteria', path.join(folder, 'criteria-of-ours.json')],
		{env},
	);
	const {stdout} = await execa('allowed-amis', ['completion', shell], {env});
	await fs.writeFile(path.join(folder, 'script'), stdout);
	const terminal = openTerminal({command: shell, args, cwd: folder, columns: 120, env});
	t.after(async () => {
		await terminal[Symbol.asyncDispose]();
		await fs.rm(folder, {recursive: true, force: true});
	});
	await terminal.waitFor(/[#$>]/);
	terminal.type(`${load}; echo load''ed\r`);
	await terminal.waitFor('loaded');
	return terminal;
}

const shells = [
	['bash', ['--norc', '--noprofile', '-i'], 'source ./script'],
	['zsh', ['-f', '-i'], "PS1='ready> '; autoload -U compinit; compinit -u -D; source ./script"],
	['fish', ['--no-config', '-i'], 'source ./script'],
] as const;

for (const [shell, args, load] of shells) {
	test(`${shell} completes commands, choices, Regions, presets and files`, async (t) => {
		const terminal = await openShell(t, shell, args, load);
		if (terminal === undefined) {
			return;
		}

		const complete = async (typed: string, expected: string) => {
			terminal.type(`${typed}\t`);
			await terminal.waitFor(expected);
			terminal.press('ctrl+u');
		};

		await complete('allowed-amis iam', 'allowed-amis iam-policy');
		await complete('allowed-amis scan --not', 'scan --not-allowed');
		await complete('allowed-amis scan -f mark', 'scan -f markdown');
		await complete('allowed-amis scan --format=nd', 'scan --format=ndjson');
		await complete('allowed-amis scan -r eu-south-1 -r eu-central-2 -r mx-c', '-r mx-central-1');
		await complete('allowed-amis scan --region=il-', 'scan --region=il-central-1');
		await complete('allowed-amis presets show Te', String.raw`presets show Team\ base`);
		await complete('allowed-amis validate crit', 'validate criteria-of-ours.json');
		await complete('allowed-amis what-if --criteria=crit', 'what-if --criteria=criteria-of-ours.json');
		await complete('allowed-amis org scan --out conf', 'org scan --out config/');
		assert.doesNotMatch(terminal.output, /syntax error|command not found|parse error/);
	});
}
