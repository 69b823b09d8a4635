/**
How long `org scan` takes over hundreds of accounts, where each answer does: against the arithmetic (calls × latency ÷ concurrency, and the own
processor time), and against boto3 making the same calls with a pool of as many threads, which takes most of the bench's time. Smaller, to see that
it works: `npm run bench -- organization --accounts 30`.
*/
import {byBoto, concurrency, measured, scan} from './organization-run.ts';
import {record} from './report.ts';

export async function bench({
	accounts = 300,
	latency = 100,
}: {
	readonly accounts?: number;
	readonly latency?: number;
} = {}): Promise<void> {
	console.log(`organization: ${accounts} accounts × 17 Regions at ${latency} ms a call, ${concurrency} at once`);
	const ours = await measured({accounts, latency}, scan);
	const theirs = await measured({accounts, latency}, byBoto);
	const ofBoto = (value: number): readonly number[] => (theirs.isDone ? [value] : []);

	// What it would take if nothing but waiting and computing had to be done, one after the other.
	const arithmetic = record('calls × latency ÷ concurrency + own processor time', 's', [
		(ours.calls * latency) / 1000 / concurrency + ours.processor,
	]);
	const boto = record('org scan: boto3, as many threads', 's', ofBoto(theirs.seconds));
	record('org scan', 's', [ours.seconds], {against: arithmetic, wanted: '≤ 1.2 ×'});
	record('org scan', 's', [ours.seconds], {against: boto, wanted: '≤ 0.5 ×'});
	record('calls of org scan', 'calls', [ours.calls]);
	record('calls of boto3', 'calls', ofBoto(theirs.calls));
	record('processor time of org scan', 's', [ours.processor]);
	record('processor time of boto3', 's', ofBoto(theirs.processor));
	record('processor time of the endpoint beside org scan', 's', [ours.endpoint]);
	record('resident at most, org scan', 'MB', [ours.memory], {wanted: '< 300 MB'});
}
