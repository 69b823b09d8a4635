import {Buffer} from 'node:buffer';
import type {InstanceImageMetadata} from '@aws-sdk/client-ec2';
import type {ImageEvidence} from '../../../criteria/evaluation/image.ts';
import type {Instance} from '../../../inventory/instance.ts';
import {instanceFrom} from '../../calls/instances.ts';
import {outlineOf} from '../../client/errors/xml-outline.ts';
import {plainImage} from './plain-image.ts';
import {RepeatedPieces} from './repeated-pieces.ts';
import {throwUnexpected} from './xml-cursor.ts';

/** What a piece says, made safe to print. `isPlain`: there was nothing to make safe. */
export type PieceValue = {
	readonly isPlain: boolean;
	readonly image?: ImageEvidence;
	readonly state?: NonNullable<Instance['State']>;
	/** As JSON. */
	readonly operator?: string;
};

/** The elements of an instance that others have to the byte, too: read once, by the SDK's reader. */
export type InstancePieces = Readonly<Record<PieceName, RepeatedPieces<PieceValue>>>;

export type PieceName = 'instanceState' | 'imageMetadata' | 'operator';

/** `readInstance`: reads one `<item>…</item>` in the SDK's way; throws what it likes where it can't. */
export function instancePieces(readInstance: (item: Uint8Array) => InstanceImageMetadata): InstancePieces {
	const read = (piece: Buffer): PieceValue => {
		// Only the SDK's reader knows where in these something ends; and it takes what is not well-formed, which is no answer of AWS.
		if (piece.includes('<!') || piece.includes('<?') || outlineOf(piece.toString()) === undefined) {
			throwUnexpected();
		}

		let metadata: InstanceImageMetadata;
		try {
			metadata = readInstance(Buffer.concat([itemOpening, piece, itemClosing]));
		} catch {
			return throwUnexpected();
		}

		const {State: state, ImageMetadata: image, Operator: operator, original} = instanceFrom(metadata, '');
		return {
			isPlain: original === undefined,
			...(image !== undefined && {image}),
			...(state !== undefined && {state}),
			...(operator !== undefined && {operator: JSON.stringify(operator)}),
		};
	};

	const readImage = (piece: Buffer): PieceValue => {
		const image = plainImage(piece);
		return image === undefined ? read(piece) : {isPlain: true, image};
	};

	return {
		instanceState: new RepeatedPieces('instanceState', 32, read),
		imageMetadata: new RepeatedPieces('imageMetadata', 56, readImage),
		operator: new RepeatedPieces('operator', 24, read),
	};
}

// With an ID, since an instance without one is not plain.
const itemOpening = Buffer.from('<item><instanceId>i</instanceId>');
const itemClosing = Buffer.from('</item>');
