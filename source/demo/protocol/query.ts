import {invalidValue, ServiceError} from './errors.ts';

/** A request of the EC2 query protocol: flat `Name.1.Child=value` pairs, read back as scalars, lists and structures. */
export class Query {
	readonly #prefix: string;
	readonly pairs: ReadonlyMap<string, string>;

	constructor(pairs: ReadonlyMap<string, string>, prefix = '') {
		this.pairs = pairs;
		this.#prefix = prefix;
	}

	text(name: string): string | undefined {
		return this.pairs.get(this.#prefix + name);
	}

	boolean(name: string): boolean {
		const value = this.text(name);
		switch (value?.toLowerCase()) {
			case undefined:
			case '':
			case 'false': {
				return false;
			}

			case 'true': {
				return true;
			}

			default: {
				throw invalidValue(this.#prefix + name, value ?? '', 'Invalid boolean value.');
			}
		}
	}

	integer(name: string, range: {min: number; max: number}): number | undefined {
		const value = this.text(name);
		if (value === undefined) {
			return undefined;
		}

		const number = Number(value);
		if (!/^-?\d+$/.test(value) || number < range.min || number > range.max) {
			throw invalidValue(this.#prefix + name, value, `Expecting an integer between ${range.min} and ${range.max}.`);
		}

		return number;
	}

	/** The scalars `name.1`, `name.2`, … in the order of their numbers. */
	list(name: string): string[] {
		return this.#numbers(name).flatMap((number) => {
			const value = this.text(`${name}.${number}`);
			return value === undefined ? [] : [value];
		});
	}

	/** The structures `name.1.…`, `name.2.…`, each as a query of its own. */
	structures(name: string): Query[] {
		return this.#numbers(name).map((number) => new Query(this.pairs, `${this.#prefix}${name}.${number}.`));
	}

	/** The structure `name.…`, if any of it was sent. */
	structure(name: string): Query | undefined {
		const prefix = `${this.#prefix}${name}.`;
		return this.pairs.keys().some((key) => key.startsWith(prefix)) ? new Query(this.pairs, prefix) : undefined;
	}

	/** The names directly below this query: `Filter`, `DryRun`. */
	names(): Set<string> {
		const names = new Set<string>();
		for (const key of this.pairs.keys()) {
			if (key.startsWith(this.#prefix)) {
				names.add(key.slice(this.#prefix.length).split('.', 1)[0] ?? '');
			}
		}

		return names;
	}

	/** Refuses parameters that the action does not have, as EC2 does. */
	allowOnly(names: readonly string[]): void {
		for (const name of this.names()) {
			if (!names.includes(name)) {
				throw new ServiceError('UnknownParameter', `The parameter ${this.#prefix}${name} is not recognized`);
			}
		}
	}

	#numbers(name: string): number[] {
		const prefix = `${this.#prefix}${name}.`;
		const numbers = new Set<number>();
		for (const key of this.pairs.keys()) {
			const number = key.startsWith(prefix) ? Number(key.slice(prefix.length).split('.', 1)[0]) : 0;
			if (Number.isSafeInteger(number) && number > 0) {
				numbers.add(number);
			}
		}

		return [...numbers].toSorted((left, right) => left - right);
	}
}

/** What a request is signed for. The signature itself is not checked: this endpoint has no secrets to check it with. */
export type SignatureScope = {readonly accessKeyId: string; readonly region: string; readonly service: string};

/**
The scope of a Signature Version 4 request, from its Authorization header or its presigned query; `undefined` where it has none.
@see https://docs.aws.amazon.com/IAM/latest/UserGuide/create-signed-request.html
*/
export function signatureScope(
	authorization: string | undefined,
	pairs: ReadonlyMap<string, string>,
): SignatureScope | undefined {
	const credential =
		/^AWS4-HMAC-SHA256\s.*?Credential=([^\s,]+)/.exec(authorization ?? '')?.[1] ?? pairs.get('X-Amz-Credential');
	const parts = credential?.split('/') ?? [];
	if (parts.at(-1) !== 'aws4_request' || parts.length < 5) {
		return undefined;
	}

	const [region = '', service = ''] = parts.slice(-3);
	return {accessKeyId: parts.slice(0, -4).join('/'), region, service};
}
