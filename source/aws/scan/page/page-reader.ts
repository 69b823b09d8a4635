import {Buffer} from 'node:buffer';
import type {InstanceImageMetadata} from '@aws-sdk/client-ec2';
import {emptyParts} from '../../../inventory/columns/column-parts.ts';
import {InstanceColumns} from '../../../inventory/columns/instance-columns.ts';
import {InstanceReader} from './instance-reader.ts';
import type {InstancePieces} from './instance-pieces.ts';
import {oddText} from './plain-text.ts';
import {MoreNeededError, throwUnexpected, UnexpectedError, XmlCursor} from './xml-cursor.ts';

export type ReadPage = {readonly columns: InstanceColumns; readonly nextToken: string | undefined};

const root = 'DescribeInstanceImageMetadataResponse';
const opening = new RegExp(String.raw`^\u{FEFF}?(?:<\?xml[^>?]*\?>)?\s*<${root}(?: xmlns="[^"&<>]*")?>`, 'u');
/** The root element begins within so many bytes. */
const mostBefore = 1024;
/** So many instances come in a page. */
const mostRows = 1000;

/**
Reads an answer of `DescribeInstanceImageMetadata` as it arrives, in one pass from bytes to columns: no text of the page, no object an
instance. It is strict: whatever it does not expect makes it give nothing, and the SDK's own reader has the word. What it gives is what that
reader gives, but for characters beyond U+FFFF written as numbers (`&#128512;`), of which it makes wrong ones.
@see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInstanceImageMetadata.html
*/
export class PageReader {
	readonly #cursor: XmlCursor;
	readonly #columns = new InstanceColumns(emptyParts(mostRows));
	readonly #instances: InstanceReader;
	#state: 'before' | 'root' | 'list' | 'after' | 'unexpected' = 'before';
	/** What came of the elements that the root may have once. */
	#hasList = false;
	#token: string | undefined;
	/** How much has to be there before it is worth while to try again. */
	#enough = 0;

	/**
	For one answer.
	@param region The Region that the instances are in.
	@param pieces What was read before, in earlier pages.
	@param readInstance Reads one `<item>…</item>` in the SDK's way.
	@param room So many bytes are expected.
	*/
	constructor(
		region: string,
		pieces: InstancePieces,
		readInstance: (item: Uint8Array) => InstanceImageMetadata,
		room = 0,
	) {
		this.#cursor = new XmlCursor(room);
		this.#instances = new InstanceReader(this.#cursor, this.#columns, {region, pieces, readInstance});
	}

	/** All that has come. */
	get body(): Uint8Array {
		return this.#cursor.bytes;
	}

	push(chunk: Uint8Array): void {
		this.#cursor.append(chunk);
		if (this.#cursor.bytes.length >= this.#enough) {
			this.#read();
		}
	}

	/** To be called when everything has come; `undefined` where it was not what this reader is made for. */
	end(): ReadPage | undefined {
		this.#read();
		const {bytes, at} = this.#cursor;
		return this.#state === 'after' && bytes.toString('utf8', at).trim() === ''
			? {columns: this.#columns, nextToken: this.#token}
			: undefined;
	}

	/** Reads on as far as there are whole elements. */
	#read(): void {
		const cursor = this.#cursor;
		let whole = cursor.at;
		try {
			while (this.#state !== 'after' && this.#state !== 'unexpected') {
				this.#step();
				whole = cursor.at;
			}
		} catch (error) {
			if (error instanceof UnexpectedError) {
				this.#state = 'unexpected';
			} else if (!(error instanceof MoreNeededError)) {
				throw error;
			}

			cursor.at = whole;
			// An element of any length is not read again for each piece of it.
			this.#enough = cursor.bytes.length + (cursor.bytes.length - whole);
		}
	}

	#step(): void {
		const cursor = this.#cursor;
		if (this.#state === 'before') {
			this.#begin();
			return;
		}

		cursor.indent();
		if (this.#state === 'list') {
			if (cursor.isAtClose()) {
				cursor.close('instanceImageMetadataSet');
				this.#state = 'root';
			} else {
				this.#instances.read();
			}
		} else if (cursor.isAtClose()) {
			cursor.close(root);
			this.#state = this.#hasList ? 'after' : 'unexpected';
		} else {
			this.#child();
		}
	}

	#begin(): void {
		const cursor = this.#cursor;
		const found = opening.exec(cursor.bytes.toString('utf8', 0, mostBefore));
		if (found !== null) {
			cursor.at = Buffer.byteLength(found[0]);
			this.#state = 'root';
		} else if (cursor.bytes.length < mostBefore) {
			cursor.more();
		} else {
			throwUnexpected();
		}
	}

	/** Reads a child of the root. One that comes twice would be a list to the SDK. */
	#child(): void {
		const cursor = this.#cursor;
		const name = cursor.open();
		switch (name) {
			case 'instanceImageMetadataSet': {
				this.#hasList = once(this.#hasList);
				this.#state = cursor.isEmpty ? 'root' : 'list';
				break;
			}

			case 'nextToken': {
				once(this.#token !== undefined);
				const token = this.#text(name);
				this.#token = token;
				break;
			}

			case 'Errors':
			case 'Error': {
				throwUnexpected();
				break;
			}

			// The ID of the request, and what is newer than this reader: the SDK passes over what it doesn't know, too.
			default: {
				cursor.skipElement(name);
			}
		}
	}

	#text(name: string): string {
		const cursor = this.#cursor;
		if (cursor.isEmpty) {
			return '';
		}

		const start = cursor.at;
		cursor.at = cursor.textEnd();
		const end = cursor.at;
		cursor.close(name);
		return oddText(cursor.bytes, start, end) ?? throwUnexpected();
	}
}

function once(has: boolean): true {
	return has ? throwUnexpected() : true;
}
