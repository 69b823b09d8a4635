/**
EC2 has no filter that says "not": what is in none of the zones that it lists can only be asked for by patterns that match every other
name. Zone names are lower-case letters, digits and hyphens.
@see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Filtering.html
*/
const alphabet = [...'abcdefghijklmnopqrstuvwxyz0123456789-'];

/**
Filter values that match every zone name but the given ones, and none of those: every beginning of a name with a character that no name goes
on with, and every beginning that is no name itself. Patterns end in `*` alone: EC2 lets `?` stand for no character, too.
*/
export function namesOtherThan(names: readonly string[]): readonly string[] {
	const known = new Set(names);
	const beginnings = new Set(
		names.flatMap((name) => Array.from({length: name.length + 1}, (_, end) => name.slice(0, end))),
	);
	return [...beginnings].flatMap((beginning) => [
		...(beginning === '' || known.has(beginning) ? [] : [beginning]),
		...alphabet
			.map((character) => beginning + character)
			.filter((longer) => !beginnings.has(longer))
			.map((longer) => `${longer}*`),
	]);
}
