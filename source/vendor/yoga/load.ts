/**
What the bundle gives Ink's layout engine in place of its loader. That reads its WebAssembly, which it has within it as text, by `fetch` where
there is one; Node then loads an HTTP client for it, which takes longer than all the rest of a first frame's layout. Without, it decodes the text.
*/
type Load = (options?: Record<string, unknown>) => Promise<unknown>;

/** A loader that gives what `original` gives, and calls it where `fetch` can't be seen. */
export default function loadWithoutFetch(original: Load): Load {
	return async (options) => {
		const own = Object.getOwnPropertyDescriptor(globalThis, 'fetch');
		if (own?.configurable !== true) {
			return original(options);
		}

		// It looks before its first pause, so nobody else misses it.
		Object.defineProperty(globalThis, 'fetch', {...own, value: undefined});
		let loading: ReturnType<Load>;
		try {
			loading = original(options);
		} finally {
			Object.defineProperty(globalThis, 'fetch', own);
		}

		return loading;
	};
}
