import {OrganizationFolder} from '../../storage/organization-folder.ts';
import {readRows} from '../../operations/organization/rows.ts';
import type {Row} from '../../operations/organization/row.ts';
import type {Context} from '../program/context.ts';

/** The folder of a scan that a command reads. Rejects with `not-found` where it holds none. */
export async function openFolder(directory: string): Promise<OrganizationFolder> {
	const folder = new OrganizationFolder(directory);
	await folder.assertScan();
	return folder;
}

/** Its rows, until the command is interrupted. */
export async function* rowsIn(folder: OrganizationFolder, {signal}: Context): AsyncGenerator<Row, void, void> {
	for await (const row of readRows(folder)) {
		signal.throwIfAborted();
		yield row;
	}
}
