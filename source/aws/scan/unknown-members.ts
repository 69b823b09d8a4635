import {NormalizedSchema} from '@smithy/core/schema';
import {capitalized} from '../../capitalized.ts';

type SchemaRef = Parameters<typeof NormalizedSchema.of>[0];
type Members = Record<string, unknown>;

/**
A parsed answer with the members that the SDK's model doesn't know put back, at any depth, under the names the EC2 API would give them:
`<fooBarSet><item>a</item></fooBarSet>` is `FooBars: ['a']`, `<fooCondition><maximumBar>1</maximumBar></fooCondition>` is
`FooCondition: {MaximumBar: '1'}`. Their values stay strings, since only the model would know better.

@param schema The operation's output.
@param document The same answer as plain objects, as the SDK's XML reader gives them without a model.
@param parsed What the SDK made of it.
*/
export function unknownMembers(schema: SchemaRef, document: unknown, parsed: unknown): Members {
	return withUnknown(NormalizedSchema.of(schema), document, parsed) as Members;
}

/** The parameters of a request that the SDK's model doesn't know, named by EC2's convention: `ImageCriterion.1.FooBar.1`. */
export function unknownParameters(
	schema: SchemaRef,
	input: unknown,
): ReadonlyArray<readonly [name: string, value: string]> {
	return [...parametersOf(NormalizedSchema.of(schema), input, '')];
}

function withUnknown(schema: NormalizedSchema, document: unknown, parsed: unknown): unknown {
	if (schema.isListSchema()) {
		const items = itemsOf(document);
		return Array.isArray(parsed)
			? parsed.map((value: unknown, index) => withUnknown(schema.getValueSchema(), items[index], value))
			: parsed;
	}

	if (!schema.isStructSchema() || !isMembers(document) || !isMembers(parsed)) {
		return parsed;
	}

	const whole = {...parsed};
	const known = new Set(['requestId', '#text', 'xmlns']);
	for (const [name, member] of schema.structIterator()) {
		const xmlName = xmlNameOf(name, member);
		known.add(xmlName);
		if (parsed[name] !== undefined) {
			whole[name] = withUnknown(member, document[xmlName], parsed[name]);
		}
	}

	for (const [xmlName, value] of Object.entries(document)) {
		if (known.has(xmlName)) {
			continue;
		}

		const [name, content] = unknownMember(xmlName, value);
		whole[name] = content;
	}

	return whole;
}

/** EC2 names a list `fooSet` in answers, `Foos` in its API, `Foo.N` in requests. */
function unknownMember(xmlName: string, value: unknown): [name: string, content: unknown] {
	const name = capitalized(xmlName);
	if (isMembers(value) && Object.keys(value).every((key) => key === 'item')) {
		return [`${name.replace(/Set$/, '')}s`, itemsOf(value).map((item) => contentOf(item))];
	}

	return value === '' && name.endsWith('Set') ? [`${name.slice(0, -3)}s`, []] : [name, contentOf(value)];
}

function contentOf(value: unknown): unknown {
	return isMembers(value)
		? Object.fromEntries(Object.entries(value).map(([key, child]) => unknownMember(key, child)))
		: value;
}

function* parametersOf(schema: NormalizedSchema, value: unknown, prefix: string): Generator<readonly [string, string]> {
	if (schema.isListSchema() && Array.isArray(value)) {
		for (const [index, item] of value.entries()) {
			yield* parametersOf(schema.getValueSchema(), item, `${prefix}.${index + 1}`);
		}

		return;
	}

	if (!schema.isStructSchema() || !isMembers(value)) {
		return;
	}

	const known = new Set<string>();
	for (const [name, member] of schema.structIterator()) {
		known.add(name);
		yield* parametersOf(member, value[name], join(prefix, queryNameOf(name, member)));
	}

	for (const [name, child] of Object.entries(value)) {
		if (!known.has(name)) {
			yield* plainParameters(child, prefix, name);
		}
	}
}

function* plainParameters(value: unknown, prefix: string, name: string): Generator<readonly [string, string]> {
	if (Array.isArray(value)) {
		for (const [index, item] of value.entries()) {
			yield* valueParameters(item, join(prefix, `${name.replace(/s$/, '')}.${index + 1}`));
		}
	} else {
		yield* valueParameters(value, join(prefix, name));
	}
}

function* valueParameters(value: unknown, path: string): Generator<readonly [string, string]> {
	if (isMembers(value)) {
		for (const [name, child] of Object.entries(value)) {
			yield* plainParameters(child, path, name);
		}
	} else if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
		yield [path, String(value)];
	}
}

function xmlNameOf(name: string, member: NormalizedSchema): string {
	return member.getMemberTraits().xmlName ?? name;
}

function queryNameOf(name: string, member: NormalizedSchema): string {
	const traits = member.getMergedTraits();
	return typeof traits.ec2QueryName === 'string' ? traits.ec2QueryName : capitalized(traits.xmlName ?? name);
}

function itemsOf(document: unknown): readonly unknown[] {
	const items = isMembers(document) ? document.item : undefined;
	return items === undefined ? [] : Array.isArray(items) ? items : [items];
}

function isMembers(value: unknown): value is Members {
	return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

function join(prefix: string, name: string): string {
	return prefix === '' ? name : `${prefix}.${name}`;
}
