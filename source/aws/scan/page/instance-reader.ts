import type {InstanceImageMetadata} from '@aws-sdk/client-ec2';
import {forEachName} from '../../../inventory/columns/column-parts.ts';
import type {InstanceColumns} from '../../../inventory/columns/instance-columns.ts';
import {instanceFrom} from '../../calls/instances.ts';
import type {InstancePieces, PieceName, PieceValue} from './instance-pieces.ts';
import {InstanceRow} from './instance-row.ts';
import {readTime} from './iso-time.ts';
import {LastText, plainEnd, readRepeatedText, unread} from './plain-text.ts';
import type {Piece} from './repeated-pieces.ts';
import {TagReader} from './tag-reader.ts';
import {Expected, throwUnexpected, type XmlCursor} from './xml-cursor.ts';

export type InstanceReaderOptions = {
	/** The Region that the instances are in. */
	readonly region: string;
	readonly pieces: InstancePieces;
	/** Reads one `<item>…</item>` in the SDK's way. */
	readonly readInstance: (item: Uint8Array) => InstanceImageMetadata;
};

/** In the order in which EC2 writes them, which is tried first. */
const memberNames = [
	'instanceId',
	'instanceType',
	'launchTime',
	'availabilityZone',
	'zoneId',
	'instanceState',
	'instanceOwnerId',
	'tagSet',
	'imageMetadata',
	'operator',
] as const;
type MemberName = (typeof memberNames)[number];

type Member = {
	readonly bit: number;
	readonly opening: Expected;
	/** Reads what follows the opening tag, and the closing one. */
	readonly read: () => void;
};

const openings = forEachName(memberNames, (name) => new Expected(`<${name}>`));
const closings = forEachName(memberNames, (name) => new Expected(`</${name}>`));
const itemOpening = new Expected('<item>');
const itemClosing = new Expected('</item>');
const emptyItem = new Expected('<item/>');
const idBit = 1 << memberNames.indexOf('instanceId');
const tagSetBit = 1 << memberNames.indexOf('tagSet');

/** Reads instances, one after the other, into columns. An instance is added when all of it was read, or not at all. */
export class InstanceReader {
	readonly #cursor: XmlCursor;
	readonly #columns: InstanceColumns;
	readonly #options: InstanceReaderOptions;
	readonly #region: {readonly code: number; readonly name: string};
	readonly #row = new InstanceRow();
	readonly #tags: TagReader;
	readonly #members: readonly Member[];
	readonly #byName: ReadonlyMap<string, Member>;
	/** What pieces are in these columns: the index of an image, the codes of a state's name and of an operator. */
	readonly #codes = new Map<Piece<PieceValue>, number>();
	/** Which members the instance has that is read. */
	#has = 0;

	constructor(cursor: XmlCursor, columns: InstanceColumns, options: InstanceReaderOptions) {
		this.#cursor = cursor;
		this.#columns = columns;
		this.#options = options;
		this.#region = {code: columns.regions.intern(options.region), name: options.region};
		this.#tags = new TagReader(cursor, columns, this.#row);
		const members = memberNames.map((name, index): [string, Member] => [
			name,
			{bit: 1 << index, opening: openings[name], read: this.#readerOf(name)},
		]);
		this.#byName = new Map(members);
		this.#members = members.map(([, member]) => member);
	}

	/** Reads one `<item>`. */
	read(): void {
		const cursor = this.#cursor;
		const row = this.#row;
		const start = cursor.at;
		this.#has = 0;
		row.reset();
		if (cursor.skips(itemOpening)) {
			this.#readMembers();
		} else {
			cursor.take(emptyItem);
		}

		if (row.isOdd || (this.#has & idBit) === 0) {
			const item = cursor.bytes.subarray(start, cursor.at);
			this.#columns.append(instanceFrom(this.#options.readInstance(item), this.#region.name));
		} else {
			row.hasTags = (this.#has & tagSetBit) !== 0;
			row.appendTo(this.#columns, cursor.bytes, this.#region);
		}
	}

	#readMembers(): void {
		const cursor = this.#cursor;
		const members = this.#members;
		let next = 0;
		while (cursor.hasElement()) {
			const expected = members[next];
			if (expected !== undefined && cursor.skips(expected.opening)) {
				this.#readMember(expected, false);
				next++;
				continue;
			}

			const name = cursor.open();
			const member = this.#byName.get(name);
			if (member === undefined) {
				// Newer than this reader; the SDK passes over what it doesn't know, too.
				cursor.skipElement(name);
				continue;
			}

			this.#readMember(member, cursor.isEmpty);
			next = members.indexOf(member) + 1;
		}

		cursor.take(itemClosing);
	}

	/** One that comes twice would be a list to the SDK. */
	#readMember(member: Member, isEmpty: boolean): void {
		if ((this.#has & member.bit) !== 0) {
			throwUnexpected();
		}

		this.#has |= member.bit;
		if (!isEmpty) {
			member.read();
		} else if (member.bit !== tagSetBit) {
			// Of no tags nothing is to be read; all else is rare, and each kind of value has its own empty one.
			this.#row.isOdd = true;
		}
	}

	#readerOf(name: MemberName): () => void {
		const cursor = this.#cursor;
		const row = this.#row;
		const {type, zone, zoneId, owner, state, operator} = this.#columns.parts.texts;
		const closing = closings[name];
		const last = new LastText();
		const orOdd = (code: number): number => {
			row.isOdd ||= code === unread;
			return code;
		};

		switch (name) {
			case 'instanceId': {
				return () => {
					row.idStart = cursor.at;
					row.idEnd = orOdd(plainEnd(cursor));
					cursor.take(closing);
				};
			}

			case 'launchTime': {
				return () => {
					row.launched = readTime(cursor);
					cursor.take(closing);
				};
			}

			case 'instanceType': {
				return () => {
					row.type = orOdd(readRepeatedText(cursor, type, closing, last));
				};
			}

			case 'availabilityZone': {
				return () => {
					row.zone = orOdd(readRepeatedText(cursor, zone, closing, last));
				};
			}

			case 'zoneId': {
				return () => {
					row.zoneId = orOdd(readRepeatedText(cursor, zoneId, closing, last));
				};
			}

			case 'instanceOwnerId': {
				return () => {
					row.owner = orOdd(readRepeatedText(cursor, owner, closing, last));
				};
			}

			case 'tagSet': {
				return () => {
					this.#tags.read();
				};
			}

			case 'instanceState': {
				return () => {
					const piece = this.#piece(name);
					row.state = piece.value.state;
					row.stateName = this.#codeOf(piece, ({state: told}) => state.intern(told?.Name));
				};
			}

			case 'imageMetadata': {
				return () => {
					const {images} = this.#columns;
					row.image = this.#codeOf(this.#piece(name), ({image}) => images.append(this.#region.name, image));
				};
			}

			case 'operator': {
				return () => {
					row.operator = this.#codeOf(this.#piece(name), ({operator: told}) => operator.intern(told));
				};
			}
		}
	}

	/** Reads an element whose opening tag was read, as a whole. */
	#piece(name: PieceName): Piece<PieceValue> {
		const cursor = this.#cursor;
		const start = cursor.at - name.length - 2;
		const piece = this.#options.pieces[name].at(cursor, start) ?? cursor.more();
		cursor.at = start + piece.bytes.length;
		this.#row.isOdd ||= !piece.value.isPlain;
		return piece;
	}

	#codeOf(piece: Piece<PieceValue>, make: (value: PieceValue) => number): number {
		const known = this.#codes.get(piece);
		if (known !== undefined) {
			return known;
		}

		const code = make(piece.value);
		this.#codes.set(piece, code);
		return code;
	}
}
