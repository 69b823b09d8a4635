/** The demo organization in a process of its own: see `organization.ts`. Tells its URL to its parent, and when asked how many calls came in. */
import process from 'node:process';
import {startDemoServer} from '../../source/demo/server.ts';

const [accounts, latency] = process.argv.slice(2).map(Number);
const server = await startDemoServer({accounts: accounts ?? 12, latency: latency ?? 0});
process.on('message', () => {
	process.send?.({calls: server.requests.length});
});
process.send?.({url: server.url});
