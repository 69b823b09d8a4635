/** `2026-06-01 12:00:00 UTC`, from a time as files and AWS have it. */
export function timeInWords(iso: string): string {
	return `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`;
}
