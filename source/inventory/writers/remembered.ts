/** Up to so many texts are kept; what comes beyond is mostly asked for once. */
const mostKept = 4096;

/** Texts by codes and indexes that many rows share, each made once. */
export function remembered(make: (code: number) => string): (code: number) => string {
	const known: Array<string | undefined> = [];
	return (code) => {
		if (code >= mostKept) {
			return make(code);
		}

		while (known.length <= code) {
			known.push(undefined);
		}

		const text = known[code] ?? make(code);
		known[code] = text;
		return text;
	};
}
