import type {DescribeInstanceImageMetadataResult} from '@aws-sdk/client-ec2';
import {answerMembers, type Member, type Members} from './instance-members.ts';

/**
Reads the answer of `DescribeInstanceImageMetadata` in one pass, many times faster than the SDK's reader, which is what limits the scan of a
fleet. It is strict: whatever it does not expect makes it give `undefined`, and the SDK's own reader has the word. The result is the SDK's,
but for two faults of that reader: characters beyond U+FFFF written as numbers (`&#128512;`) stay what they are, and so does a text of
nothing but line breaks.
*/
export function readInstances(xml: string): DescribeInstanceImageMetadataResult | undefined {
	const reading = readingInstances(xml);
	let step = reading.next();
	while (step.done !== true) {
		step = reading.next();
	}

	return step.value;
}

/** The same a few instances at a time: a page takes several milliseconds, and a key press needn't wait for its end. */
export function* readingInstances(xml: string): Generator<void, DescribeInstanceImageMetadataResult | undefined, void> {
	try {
		return yield* new Reader(xml).answer();
	} catch (error) {
		if (error instanceof Unexpected) {
			return undefined;
		}

		throw error;
	}
}

class Unexpected extends Error {}

type Data = Record<string, unknown>;

class Reader {
	readonly #xml: string;
	#at = 0;
	/** Whether the element that was just opened is closed already: `<name/>`. */
	#isEmpty = false;
	/** By what was read, so that equal texts of a page are one string, decoded once. */
	readonly #texts = new Map<string, string>();

	constructor(xml: string) {
		this.#xml = xml;
	}

	*answer(): Generator<void, DescribeInstanceImageMetadataResult, void> {
		// XML says that every line break is a line feed; the SDK's reader sees to that.
		if (this.#xml.includes('\r')) {
			throw new Unexpected();
		}

		const root = /^(?:<\?xml[^>?]*\?>)?\s*<DescribeInstanceImageMetadataResponse(?: xmlns="[^"&<>]*")?>/.exec(
			this.#xml,
		);
		if (root === null) {
			throw new Unexpected();
		}

		this.#at = root[0].length;
		const data: Data = {};
		for (let child = this.#open(); child !== undefined; child = this.#open()) {
			const member = memberOf(answerMembers, child, data);
			const value =
				member.type === 'list' && !this.#isEmpty
					? yield* this.#longList(member.members, child)
					: this.#value(member, child);
			if (member.type !== 'ignored') {
				data[member.name] = value;
			}
		}

		this.#close('DescribeInstanceImageMetadataResponse');
		if (data.InstanceImageMetadata === undefined || this.#xml.slice(this.#at).trim() !== '') {
			throw new Unexpected();
		}

		return data;
	}

	*#longList(members: Members, name: string): Generator<void, Data[], void> {
		const items: Data[] = [];
		for (let child = this.#open(); child !== undefined; child = this.#open()) {
			items.push(this.#item(members, child));
			if (items.length % atOnce === 0) {
				yield;
			}
		}

		this.#close(name);
		return items;
	}

	#structure(members: Members, name: string): Data {
		const data: Data = {};
		for (let child = this.#open(); child !== undefined; child = this.#open()) {
			const member = memberOf(members, child, data);
			const value = this.#value(member, child);
			if (member.type !== 'ignored') {
				data[member.name] = value;
			}
		}

		this.#close(name);
		return data;
	}

	#value(member: Member, element: string): unknown {
		switch (member.type) {
			case 'structure': {
				return this.#isEmpty ? {} : this.#structure(member.members, element);
			}

			case 'list': {
				return this.#isEmpty ? [] : this.#list(member.members, element);
			}

			case 'text':
			case 'ignored': {
				return this.#text(element);
			}

			case 'boolean': {
				return booleanFrom(this.#text(element));
			}

			case 'integer': {
				return integerFrom(this.#text(element));
			}

			case 'time': {
				return timeFrom(this.#text(element));
			}
		}
	}

	#list(members: Members, name: string): Data[] {
		const items: Data[] = [];
		for (let child = this.#open(); child !== undefined; child = this.#open()) {
			items.push(this.#item(members, child));
		}

		this.#close(name);
		return items;
	}

	#item(members: Members, name: string): Data {
		if (name !== 'item') {
			throw new Unexpected();
		}

		return this.#isEmpty ? {} : this.#structure(members, 'item');
	}

	/** Reads an opening tag and gives its name, or `undefined` before a closing one. */
	#open(): string | undefined {
		const xml = this.#xml;
		let code = xml.codePointAt(this.#at);
		if (code !== lessThan) {
			// Between elements there may be a line break with its indent; to the SDK's reader any other blank is content.
			const start = this.#at;
			while (blanks.has(code)) {
				this.#at++;
				code = xml.codePointAt(this.#at);
			}

			if (code !== lessThan || !xml.slice(start, this.#at).includes('\n')) {
				throw new Unexpected();
			}
		}

		if (xml.codePointAt(this.#at + 1) === slash) {
			return undefined;
		}

		const end = xml.indexOf('>', this.#at);
		if (end === -1) {
			throw new Unexpected();
		}

		this.#isEmpty = xml.codePointAt(end - 1) === slash;
		const name = xml.slice(this.#at + 1, this.#isEmpty ? end - 1 : end);
		this.#at = end + 1;
		return name;
	}

	#close(name: string): void {
		const end = this.#at + 2 + name.length;
		if (!this.#xml.startsWith('</', this.#at) || !this.#xml.startsWith(name, this.#at + 2) || this.#xml[end] !== '>') {
			throw new Unexpected();
		}

		this.#at = end + 1;
	}

	/** The text of an element that has no other content. */
	#text(name: string): string {
		if (this.#isEmpty) {
			return '';
		}

		const end = this.#xml.indexOf('<', this.#at);
		if (end === -1) {
			throw new Unexpected();
		}

		const raw = this.#xml.slice(this.#at, end);
		this.#at = end;
		this.#close(name);
		let value = this.#texts.get(raw);
		if (value === undefined) {
			value = raw.includes('&') ? decoded(raw) : copied(raw);
			this.#texts.set(raw, value);
		}

		return value;
	}
}

/** An element that comes twice would be a list to the SDK. */
function memberOf(members: Members, element: string, data: Data): Member {
	const member = members.get(element);
	if (member === undefined || data[member.name] !== undefined) {
		throw new Unexpected();
	}

	return member;
}

/** How many instances are read at a time. */
const atOnce = 100;
const slash = 0x2f;
const lessThan = 0x3c;

/** Space, line feed and tab. */
const blanks: ReadonlySet<number | undefined> = new Set([0x20, 0x0a, 0x09]);

/** V8 keeps a slice as a view of the whole page; one instance ID in the inventory would hold a megabyte of XML in memory. */
function copied(slice: string): string {
	return ` ${slice}`.slice(1);
}

const named: ReadonlyMap<string, string> = new Map([
	['amp', '&'],
	['lt', '<'],
	['gt', '>'],
	['quot', '"'],
	['apos', "'"],
]);

function decoded(raw: string): string {
	return raw.replaceAll(/&([^;]*;?)/g, (_, reference: string) => {
		const name = reference.slice(0, -1);
		const number = /^#(?:x([\da-f]{1,6})|(\d{1,7}));$/i.exec(reference);
		if (number !== null) {
			const code = number[1] === undefined ? Number(number[2]) : Number.parseInt(number[1], 16);
			if (code > 0x10_ff_ff) {
				throw new Unexpected();
			}

			return String.fromCodePoint(code);
		}

		const character = reference.endsWith(';') ? named.get(name) : undefined;
		if (character === undefined) {
			throw new Unexpected();
		}

		return character;
	});
}

function booleanFrom(value: string): boolean {
	if (value !== 'true' && value !== 'false') {
		throw new Unexpected();
	}

	return value === 'true';
}

function integerFrom(value: string): number {
	if (!/^\d{1,9}$/.test(value)) {
		throw new Unexpected();
	}

	return Number(value);
}

function timeFrom(value: string): Date {
	const milliseconds = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3})?Z$/.test(value) ? Date.parse(value) : NaN;
	if (Number.isNaN(milliseconds)) {
		throw new Unexpected();
	}

	return new Date(milliseconds);
}
