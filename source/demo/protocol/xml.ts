/** Text as XML content. What XML 1.0 cannot hold at all (most control characters) becomes a numeric reference, as EC2 sends it. */
export function escapeXml(text: string): string {
	return unsafe.test(text) ? text.replaceAll(unsafeAll, escapeCharacter) : text;
}

// Markup, and every control character but tab and line feed.
const pattern = String.raw`["&<>\u{FFFE}\u{FFFF}]|(?![\t\n])\p{Cc}`;
const unsafe = new RegExp(pattern, 'u');
const unsafeAll = new RegExp(pattern, 'gu');
const named = new Map([
	['&', '&amp;'],
	['<', '&lt;'],
	['>', '&gt;'],
	['"', '&quot;'],
]);

function escapeCharacter(character: string): string {
	return named.get(character) ?? `&#${character.codePointAt(0)};`;
}

/** `<name>value</name>`, or nothing where the value is not there. */
export function element(name: string, value: string | number | boolean | undefined): string {
	return value === undefined
		? ''
		: `<${name}>${typeof value === 'string' ? escapeXml(value) : String(value)}</${name}>`;
}

/** `<name>…</name>` around ready-made XML, or nothing where it is empty. */
export function wrap(name: string, content: string): string {
	return content === '' ? '' : `<${name}>${content}</${name}>`;
}

/** EC2's lists: `<name><item>…</item>…</name>`; an empty one is still written. */
export function itemSet(name: string, items: readonly string[]): string {
	return items.length === 0 ? `<${name}/>` : `<${name}><item>${items.join('</item><item>')}</item></${name}>`;
}

/** The lists of STS and Auto Scaling: `<Name><member>…</member>…</Name>`; an empty one is still written. */
export function memberSet(name: string, members: readonly string[]): string {
	return members.length === 0
		? `<${name}/>`
		: `<${name}><member>${members.join('</member><member>')}</member></${name}>`;
}

export function tagSet(tags: ReadonlyArray<readonly [key: string, value: string]>): string {
	return itemSet(
		'tagSet',
		tags.map(([key, value]) => element('key', key) + element('value', value)),
	);
}

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';

export function ec2Response(action: string, requestId: string, content: string): string {
	return `${declaration}<${action}Response xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>${requestId}</requestId>${content}</${action}Response>`;
}

export function ec2Error(code: string, message: string, requestId: string): string {
	return `${declaration}<Response><Errors><Error>${element('Code', code)}${element('Message', message)}</Error></Errors><RequestID>${requestId}</RequestID></Response>`;
}

/** An answer of the query protocol as STS and Auto Scaling speak it. */
export function queryResponse({
	action,
	requestId,
	content,
	namespace,
}: QueryAnswer & {action: string; content: string}) {
	return `<${action}Response xmlns="${namespace}"><${action}Result>${content}</${action}Result><ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></${action}Response>\n`;
}

type QueryAnswer = {readonly requestId: string; readonly namespace: string};

export function queryError({
	code,
	message,
	status,
	requestId,
	namespace,
}: QueryAnswer & {code: string; message: string; status: number}): string {
	const type = status < 500 ? 'Sender' : 'Receiver';
	return `<ErrorResponse xmlns="${namespace}"><Error><Type>${type}</Type>${element('Code', code)}${element('Message', message)}</Error><RequestId>${requestId}</RequestId></ErrorResponse>\n`;
}
