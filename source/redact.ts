import {safeText} from './safe-text.ts';

/**
Text for a log or a message: printable, and without what could be a secret. The credentials in use are taken out to the letter; access key
IDs, signatures and tokens of others by their looks, since a proxy or an endpoint may quote a whole request back.

@param text Any text.
@param known Secrets to take out wherever they occur.
*/
export function redacted(text: string, known: readonly string[] = []): string {
	let result = text;
	for (const secret of known) {
		if (secret.length >= 6) {
			result = result.replaceAll(secret, '…');
		} else if (secret.length >= 2) {
			// A short one (STS takes external IDs of two characters) is a part of ordinary words, too: those stay.
			result = result.replaceAll(secret, (found, at: number, whole: string) =>
				isInWord(whole.slice(0, at), whole.slice(at + found.length)) ? found : '…',
			);
		}
	}

	for (const [pattern, replacement] of patterns) {
		result = result.replaceAll(pattern, replacement);
	}

	return safeText(result);
}

function isInWord(before: string, after: string): boolean {
	return /[\d\p{L}_]$/u.test(before) || /^[\d\p{L}_]/u.test(after);
}

const patterns: ReadonlyArray<readonly [pattern: RegExp, replacement: string]> = [
	[/\b(AKIA|ASIA)[\dA-Z]{12,}/g, '$1…'],
	[/(authorization"?\s*[:=]\s*"?)aws4-hmac-sha256[^\n"]*/gi, '$1…'],
	[
		/((?:secret_?access_?key|session_?token|security-?token|signature|credential|password|authorization)"?\s*[:=]\s*"?)[^\s"&,;]+/gi,
		'$1…',
	],
	[/((?:token|secret|passwd|passphrase)\w{0,20}"?=\s?"?)[^\s"&,;]+/gi, '$1…'],
	// Session tokens and encoded authorization messages; nobody reads either raw.
	[/[\w+\-/=]{100,}/g, '…'],
];
