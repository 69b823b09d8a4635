import process from 'node:process';

/**
A command line of the environment (EDITOR, PAGER), as the shell understands it: quotes, blanks in names and variables are its business, as POSIX has
it for EDITOR. The arguments are appended, each as one. Gives what to run: program and arguments.
@see https://git-scm.com/docs/git-var
*/
export function shellCommand(line: string, args: readonly string[] = []): [program: string, args: string[]] {
	if (process.platform === 'win32') {
		return ['cmd.exe', ['/d', '/s', '/c', `"${[line, ...args.map((argument) => `"${argument}"`)].join(' ')}"`]];
	}

	return args.length === 0 ? ['sh', ['-c', line]] : ['sh', ['-c', `${line} "$@"`, line, ...args]];
}
