import process from 'node:process';
import type {Suspension} from './suspension.ts';

/** Turns signals and stray errors into an orderly way out. Gives the function that ends the watch. */
export function watchProcess({
	suspension,
	leave,
	fail,
}: {
	readonly suspension: Suspension;
	/** Gives the terminal back, at once. */
	readonly leave: () => void;
	readonly fail: (error: unknown) => void;
}): () => void {
	const end = (signal: NodeJS.Signals) => {
		unwatch();
		try {
			leave();
		} catch {
			// The terminal is gone: nothing to give back.
		}

		// As if we had never listened: the parent sees which signal it was.
		process.kill(process.pid, signal);
	};

	const interrupt = () => {
		// Ctrl-C in a program that has the terminal is that program's; every process of the group gets the signal.
		if (!suspension.isActive) {
			suspension.exit(130);
		}
	};

	const stop = () => {
		void suspension.stop();
	};

	const refresh = () => {
		void suspension.refresh();
	};

	const fatal = (error: unknown) => {
		fail(error);
	};

	process.on('SIGTERM', end);
	process.on('SIGHUP', end);
	process.on('SIGINT', interrupt);
	process.on('uncaughtException', fatal);
	process.on('unhandledRejection', fatal);
	if (process.platform !== 'win32') {
		process.on('SIGTSTP', stop);
		process.on('SIGCONT', refresh);
	}

	function unwatch() {
		process.off('SIGTERM', end);
		process.off('SIGHUP', end);
		process.off('SIGINT', interrupt);
		process.off('uncaughtException', fatal);
		process.off('unhandledRejection', fatal);
		process.off('SIGTSTP', stop);
		process.off('SIGCONT', refresh);
	}

	return unwatch;
}
