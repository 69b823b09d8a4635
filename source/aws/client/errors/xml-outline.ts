/** What an XML document is made of: its root, and the elements in it as paths below the root, `fooSet` and `fooSet/item`. */
export type XmlOutline = {readonly root: string; readonly paths: ReadonlySet<string>};

/** How far below the root elements are told. */
const depth = 2;

/** A comment, a CDATA section, an instruction, a closing or an opening tag. */
const markup =
	/<(?:!--[\s\S]*?-->|(?<cdata>!\[CDATA\[[\s\S]*?\]\]>)|\?[\s\S]*?\?>|\/(?<closed>[^\s/<>]+)\s*>|(?<opened>[^\s!/<>?]+)(?:\s+[^\s/<=>]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*\s*(?<isEmpty>\/?)>)/y;

/**
The outline of a document; `undefined` where it is none: not one element that is closed in the end, with everything inside it closed before
it, and nothing but comments around it. A document type declaration is none of AWS's either.
*/
export function outlineOf(xml: string): XmlOutline | undefined {
	const paths = new Set<string>();
	const open: string[] = [];
	let root: string | undefined;
	let at = 0;
	for (let start = xml.indexOf('<'); start !== -1; start = xml.indexOf('<', at)) {
		const isOutside = open.length === 0;
		markup.lastIndex = start;
		const found = markup.exec(xml)?.groups;
		if (found === undefined || (isOutside && (hasText(xml, at, start) || found.cdata !== undefined))) {
			return undefined;
		}

		at = markup.lastIndex;
		const {opened, closed, isEmpty} = found;
		if (opened !== undefined) {
			if (isOutside && root !== undefined) {
				return undefined;
			}

			root ??= opened;
			open.push(opened);
			if (open.length > 1 && open.length <= depth + 1) {
				paths.add(open.slice(1).join('/'));
			}
		}

		if ((closed !== undefined || isEmpty === '/') && open.pop() !== (closed ?? opened)) {
			return undefined;
		}
	}

	return root === undefined || open.length > 0 || hasText(xml, at, xml.length) ? undefined : {root, paths};
}

function hasText(xml: string, start: number, end: number): boolean {
	return start < end && xml.slice(start, end).trim() !== '';
}
