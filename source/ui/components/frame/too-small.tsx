import {Box} from 'ink';
import {useTheme} from '../../hooks/use-theme.ts';
import {Toned} from '../text/toned.tsx';

const smallestColumns = 60;
const smallestRows = 16;

export function isTooSmall(columns: number, rows: number): boolean {
	return columns < smallestColumns || rows < smallestRows;
}

/** In place of everything, in a window where nothing could be read. Nothing is lost by it. */
export function TooSmall({columns, rows}: {readonly columns: number; readonly rows: number}) {
	const {times} = useTheme().symbols;
	return (
		<Box flexDirection="column" width={columns} height={Math.max(1, rows)} overflow="hidden">
			<Toned tone="warning" wrap="wrap">
				{`allowed-amis needs a window of at least ${smallestColumns}${times}${smallestRows}.`}
			</Toned>
			<Toned wrap="wrap">{`This one is ${columns}${times}${rows}. Make it larger to go on; nothing is lost.`}</Toned>
		</Box>
	);
}
