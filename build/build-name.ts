import process from 'node:process';
import {execa} from 'execa';

/**
What a build is called in `--version`: `ALLOWED_AMIS_BUILD` where that is set, else the commit that it is made of, with `-changed` where files
differ from it. Empty where there is neither, as in an unpacked archive, or in one that lies in some other repository.
*/
export async function buildName(folder: string, environment: NodeJS.ProcessEnv = process.env): Promise<string> {
	const given = environment.ALLOWED_AMIS_BUILD ?? '';
	if (given !== '') {
		return given;
	}

	const git = async (...args: readonly string[]) => {
		const {exitCode, stdout} = await execa('git', args, {cwd: folder, reject: false});
		return exitCode === 0 ? stdout : undefined;
	};

	// Files of ours that a repository around us does not know are not made of its commit.
	if ((await git('ls-files', '--error-unmatch', 'package.json')) === undefined) {
		return '';
	}

	const commit = await git('rev-parse', '--short=10', 'HEAD');
	const changes = await git('status', '--porcelain', '--untracked-files=no');
	return commit === undefined ? '' : `${commit}${changes === '' ? '' : '-changed'}`;
}
