import {spawnSync} from 'node:child_process';
import {readdirSync, readFileSync} from 'node:fs';
import process from 'node:process';

/**
Ends a process and everything that it started. Not by its group: a group of its own would cost it the terminal, on which it may have to ask.
Works while this process exits, too.
*/
export function endTree(pid: number): void {
	if (process.platform === 'win32') {
		spawnSync('taskkill', ['/pid', String(pid), '/T', '/F'], {stdio: 'ignore'});
		return;
	}

	for (const one of [pid, ...descendantsOf(pid, parents())]) {
		try {
			process.kill(one, 'SIGKILL');
		} catch {
			// It has ended by itself.
		}
	}
}

function descendantsOf(pid: number, parentOf: ReadonlyMap<number, number>): readonly number[] {
	const children = [...parentOf].filter(([, parent]) => parent === pid).map(([child]) => child);
	return children.flatMap((child) => [child, ...descendantsOf(child, parentOf)]);
}

/** The parent of each process. */
function parents(): ReadonlyMap<number, number> {
	return process.platform === 'linux' ? parentsOfProc() : parentsOfPs();
}

function parentsOfProc(): ReadonlyMap<number, number> {
	const found = new Map<number, number>();
	for (const name of readdirSync('/proc')) {
		if (!/^\d+$/.test(name)) {
			continue;
		}

		try {
			// The name in parentheses may hold anything.
			const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
			const [, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ', 2);
			found.set(Number(name), Number(parent));
		} catch {
			// It has ended meanwhile.
		}
	}

	return found;
}

function parentsOfPs(): ReadonlyMap<number, number> {
	const {stdout} = spawnSync('ps', ['-A', '-o', 'pid=,ppid='], {encoding: 'utf8'});
	return new Map(
		stdout
			.trim()
			.split('\n')
			.map((line) => {
				const [pid = 0, parent = 0] = line.trim().split(/\s+/).map(Number);
				return [pid, parent];
			}),
	);
}
