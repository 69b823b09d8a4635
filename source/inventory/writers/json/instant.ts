import {Buffer} from 'node:buffer';
import type {ByteChunk} from '../byte-chunk.ts';
import {cliInstant} from './cli-object.ts';

/** Milliseconds of a day. */
const ofDay = 86_400_000;
/** 9999-12-31: years beyond have more than four digits. */
const lastDay = 2_932_896;

const universalTime = Buffer.from('+00:00');

/** Instants as `cliInstant` gives them. Those of one day share how they begin. */
export class CliInstants {
	readonly #days = new Map<number, Uint8Array>();

	/** Adds an instant, in milliseconds since 1970. */
	put(milliseconds: number, out: ByteChunk): void {
		const day = Math.floor(milliseconds / ofDay);
		if (day < 0 || day > lastDay) {
			out.putText(cliInstant(milliseconds));
			return;
		}

		const rest = milliseconds - day * ofDay;
		out.put(this.#beginningOf(day));
		out.putDigits(Math.floor(rest / 3_600_000), 2);
		out.putByte(colon);
		out.putDigits(Math.floor(rest / 60_000) % 60, 2);
		out.putByte(colon);
		out.putDigits(Math.floor(rest / 1000) % 60, 2);
		if (rest % 1000 !== 0) {
			out.putByte(point);
			out.putDigits((rest % 1000) * 1000, 6);
		}

		out.put(universalTime);
	}

	/** `2024-03-02T` */
	#beginningOf(day: number): Uint8Array {
		const bytes = this.#days.get(day) ?? Buffer.from(new Date(day * ofDay).toISOString().slice(0, 11));
		this.#days.set(day, bytes);
		return bytes;
	}
}

const colon = 0x3a;
const point = 0x2e;
