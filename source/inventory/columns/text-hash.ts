/** FNV-1a: quick on the short texts that instances are made of, and made as they are read. */
/** 0x811C9DC5 as a signed number. */
export const hashSeed = -2_128_831_035;
export const hashPrime = 0x01_00_01_93;

/** A piece of UTF-8 as a whole number, spread over all its bits. */
export function hashOf(bytes: Uint8Array, start: number, end: number, seed = hashSeed): number {
	let hash = seed;
	for (let at = start; at < end; at++) {
		hash = Math.imul(hash ^ (bytes[at] ?? 0), hashPrime);
	}

	return hash;
}

/** FNV's low bits alone are poor where texts differ in their last characters. */
export function spread(hash: number): number {
	const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c_1b_3c_6d);
	return mixed ^ (mixed >>> 13);
}
