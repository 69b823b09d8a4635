import {Box} from 'ink';
import type {ReactNode} from 'react';
import {safeText} from '../../../safe-text.ts';
import {Toned} from '../text/toned.tsx';
import type {FrameProps} from './frame-props.ts';
import type {KeyHint} from './key-hints.tsx';

/** What is always there, as sentences to be read aloud: each is said when it changes. The keys come last, right before one may be pressed. */
export function SpokenFrame({
	account,
	identity,
	region,
	badges = [],
	steps = [],
	command,
	keys,
	hasHelpKey = true,
	notice,
	breadcrumb = [],
	strip = [],
	body,
}: FrameProps & {readonly body: ReactNode}) {
	const step = steps.findIndex(({status}) => status === 'current');
	const who = [
		'allowed-amis',
		...badges.map(({text}) => text),
		...(account === undefined ? [] : [`account ${account}`]),
		...(identity === undefined ? [] : [identity]),
	];
	const where = [
		...breadcrumb,
		...(region?.position === undefined || region.count === undefined || region.count < 2
			? []
			: [`Region ${region.position} of ${region.count}`]),
		...(step === -1 ? [] : [`step ${step + 1} of ${steps.length}`]),
	];
	const hints = hasHelpKey ? [...keys, {keys: '?', words: 'all keys'}] : keys;
	return (
		<Box flexDirection="column">
			<Toned>{who.join(', ')}</Toned>
			<Toned>{where.join(', ')}</Toned>
			{body}
			{strip.length > 0 && <Toned>{strip.join(', ')}</Toned>}
			{command !== undefined && <Toned>{`AWS CLI: ${safeText(command)}`}</Toned>}
			{notice !== undefined && <Toned>{notice.tone === 'info' ? notice.text : `${notice.tone}: ${notice.text}`}</Toned>}
			{hints.length > 0 && <Toned>{`Keys: ${hints.map((hint) => hintInWords(hint)).join('; ')}`}</Toned>}
		</Box>
	);
}

function hintInWords({keys, words, disabled}: KeyHint): string {
	return `${spokenKey(keys)} ${words}${disabled === undefined ? '' : ` (not now: ${disabled})`}`;
}

const names: Readonly<Record<string, string>> = {
	'?': 'question mark',
	'/': 'slash',
	':': 'colon',
	'*': 'star',
	'+': 'plus',
	'-': 'minus',
	'!': 'exclamation mark',
	'=': 'equals',
};

/** A key as it is called: many readers leave out signs, and read `A` as `a`. */
function spokenKey(key: string): string {
	return names[key] ?? (/^\p{Lu}$/u.test(key) ? `shift ${key}` : key);
}
