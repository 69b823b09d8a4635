/** What memory `org scan` takes over 500 accounts, as fast as answers come. */
import {measured, scan} from './organization-run.ts';
import {record} from './report.ts';

export async function bench({accounts = 500}: {readonly accounts?: number} = {}): Promise<void> {
	console.log(`organization-memory: ${accounts} accounts × 17 Regions`);
	const {memory, seconds, processor} = await measured({accounts, latency: 0}, scan);
	record(`resident at most, org scan of ${accounts} accounts × 17 Regions`, 'MB', [memory], {wanted: '< 300 MB'});
	record('org scan of these', 's', [seconds]);
	record('its processor time', 's', [processor]);
}
