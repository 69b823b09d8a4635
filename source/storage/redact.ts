import {safeText} from '../safe-text.ts';

/**
Text without what could be a secret: access key IDs, secret keys, session tokens, signatures. AWS's own messages hold none, but an error's
text may quote a request or a command line.
*/
export function redacted(text: string): string {
	let result = text;
	for (const [pattern, replacement] of secrets) {
		result = result.replaceAll(pattern, replacement);
	}

	return safeText(result);
}

const secrets: ReadonlyArray<readonly [pattern: RegExp, replacement: string]> = [
	[/\b(AKIA|ASIA)[\dA-Z]{12,}/g, '$1…'],
	[
		/((?:secret_?access_?key|session_?token|security-?token|signature|credential|password|authorization)"?\s*[:=]\s*"?)[^\s"&,;]+/gi,
		'$1…',
	],
	// Session tokens are the only base64 of this length in AWS's answers but for encoded authorization messages, which nobody reads raw.
	[/[\w+\-/=]{100,}/g, '…'],
];
