/** An endpoint whose Regions have three zones of two pages each, in a process of its own: see `regions.ts`. Tells its URL to its parent. */
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import process from 'node:process';
import {buffer} from 'node:stream/consumers';
import {setTimeout as sleep} from 'node:timers/promises';

const latency = Number(process.argv[2]);
const zones = ['a', 'b', 'c'] as const;

function answerTo(parameters: URLSearchParams): string {
	const action = parameters.get('Action') ?? '';
	return `<?xml version="1.0" encoding="UTF-8"?>\n<${action}Response xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>r</requestId>${contentOf(action, parameters)}</${action}Response>`;
}

/** Two instances a page; in the whole Region's list the zones follow one another. */
function contentOf(action: string, parameters: URLSearchParams): string {
	if (action === 'DescribeAvailabilityZones') {
		return `<availabilityZoneInfo>${zones.map((zone) => `<item><zoneName>${zone}</zoneName><zoneState>available</zoneState></item>`).join('')}</availabilityZoneInfo>`;
	}

	const all = zones.flatMap((name) => [0, 1, 2, 3].map((number) => ({name, id: `i-${name}${number}`})));
	const wanted = patternsIn(parameters);
	const own = wanted.length === 0 ? all : all.filter(({name}) => wanted.some((pattern) => pattern.test(name)));
	const asked = parameters.get('Filter.2.Name') === 'image-allowed' ? [] : own;
	const from = Number(parameters.get('NextToken') ?? 0);
	const items = asked
		.slice(from, from + 2)
		.map(({name, id}) => `<item><instanceId>${id}</instanceId><availabilityZone>${name}</availabilityZone></item>`);
	const token = from + 2 < asked.length ? `<nextToken>${from + 2}</nextToken>` : '';
	return `<instanceImageMetadataSet>${items.join('')}</instanceImageMetadataSet>${token}`;
}

/** The values of the filter by zone, with EC2's wildcards. */
function patternsIn(parameters: URLSearchParams): readonly RegExp[] {
	return [...parameters]
		.filter(([name]) => name.startsWith('Filter.1.Value.'))
		.map(([, value]) => new RegExp(`^${value.replaceAll('?', '.').replaceAll('*', '.*')}$`));
}

let connections = 0;
const endpoint = createServer((request, response) => {
	void (async () => {
		const body = await buffer(request);
		await sleep(latency);
		response
			.writeHead(200, {'content-type': 'text/xml;charset=UTF-8'})
			.end(answerTo(new URLSearchParams(body.toString())));
	})();
});
endpoint.on('connection', () => {
	connections++;
	process.send?.({connections});
});
endpoint.keepAliveTimeout = 60_000;
endpoint.listen(0, '127.0.0.1', () => {
	process.send?.({url: `http://127.0.0.1:${(endpoint.address() as AddressInfo).port}`});
});
