import {readSharedFiles} from './shared-files.ts';

/** The profiles of the AWS configuration and credentials files, by name; none where there are no such files. */
export async function listProfiles(): Promise<readonly string[]> {
	const {profiles} = await readSharedFiles();
	return profiles.keys().toArray().toSorted();
}
