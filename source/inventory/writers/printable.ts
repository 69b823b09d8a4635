/** The same JSON with everything that could harm a terminal escaped: control and format characters that JSON itself lets through. */
export function printable(json: string): string {
	return unprintable.test(json) ? json.replaceAll(unprintableAll, escapeUnits) : json;
}

// Line breaks are the JSON's own: those in texts are escaped already. Joiners are what scripts and emoji need.
const pattern = String.raw`(?![\n\u{200C}\u{200D}])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]`;
const unprintable = new RegExp(pattern, 'u');
const unprintableAll = new RegExp(pattern, 'gu');

/** Characters beyond the basic plane become two escapes, as JSON has it. */
function escapeUnits(character: string): string {
	const point = character.codePointAt(0) ?? 0;
	const units = point > 0xff_ff ? [0xd7_c0 + (point >> 10), 0xdc_00 + (point & 0x3_ff)] : [point];
	return units.map((unit) => String.raw`\u` + unit.toString(16).padStart(4, '0')).join('');
}
