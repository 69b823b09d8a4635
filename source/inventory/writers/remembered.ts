/** Up to so many are kept; what comes beyond is mostly asked for once. */
const mostKept = 4096;

/** What codes and indexes that many rows share come to, each made once. */
export function remembered<Made>(make: (code: number) => Made): (code: number) => Made {
	const known: Array<Made | undefined> = [];
	return (code) => {
		if (code >= mostKept) {
			return make(code);
		}

		while (known.length <= code) {
			known.push(undefined);
		}

		const made = known[code] ?? make(code);
		known[code] = made;
		return made;
	};
}
