import type {Tone} from '../../theme.ts';
import {Toned} from './toned.tsx';

export type BadgeData = {readonly text: string; readonly tone?: Tone};

/** A word that stands out on every screen: DEMO, READ-ONLY. */
export function Badge({text, tone = 'badge'}: BadgeData) {
	return <Toned tone={tone}>{badgeText(text)}</Toned>;
}

/** As printed, blanks included: what a line has to leave room for. */
export function badgeText(text: string): string {
	return ` ${text} `;
}
