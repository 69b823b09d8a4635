import {Text} from 'ink';
import type {ReactNode} from 'react';
import {useTheme} from '../../hooks/use-theme.ts';
import type {Tone} from '../../theme.ts';

/** Text that looks as what it means. One line, cut at the end, unless `wrap` says otherwise. */
export function Toned({
	tone = 'plain',
	wrap = 'truncate-end',
	children,
}: {
	readonly tone?: Tone | undefined;
	readonly wrap?: 'wrap' | 'truncate-end' | 'truncate-middle' | 'truncate-start';
	readonly children?: ReactNode;
}) {
	return (
		<Text wrap={wrap} {...useTheme().styles[tone]}>
			{children}
		</Text>
	);
}
