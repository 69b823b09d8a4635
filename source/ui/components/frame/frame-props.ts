import type {ReactNode} from 'react';
import type {BodySize} from '../../hooks/use-body-size.ts';
import type {BadgeData} from '../text/badge.tsx';
import type {KeyHint} from './key-hints.tsx';
import type {TrackStep} from './track.tsx';

export type FrameNotice = {readonly tone: 'info' | 'warning' | 'danger'; readonly text: string};

export type FrameProps = {
	/** The window's size. */
	readonly columns: number;
	readonly rows: number;
	/** `123456789012 prod`; absent until it is known. */
	readonly account?: string | undefined;
	/** `Admin/jane`. */
	readonly identity?: string | undefined;
	/** The current Region, and where it stands in the queue (from 1). */
	readonly region?: {readonly name: string; readonly position?: number; readonly count?: number} | undefined;
	readonly badges?: readonly BadgeData[];
	/** None: no track is drawn. */
	readonly steps?: readonly TrackStep[];
	/** The equal AWS CLI command, without the `$`. */
	readonly command?: string | undefined;
	/** The key that copies all of it, where there is one: that is said where the command is cut. */
	readonly copyKey?: string | undefined;
	/** The keys that work here; `? keys` is added. */
	readonly keys: readonly KeyHint[];
	readonly hasHelpKey?: boolean;
	/** It takes the place of the rule below the body, and lies over the body where it is longer: nothing moves. */
	readonly notice?: FrameNotice | undefined;
	/** Where one is: `Regions › us-east-1 › Review`. It stands in the rule above the body. */
	readonly breadcrumb?: readonly string[];
	/** What stays to be done: it stands in the rule below the body, as many parts as fit. */
	readonly strip?: readonly string[];
	/** The body, or what draws it for the room that there is. */
	readonly children: ReactNode | ((size: BodySize) => ReactNode);
};
