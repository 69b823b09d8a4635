import {Box} from 'ink';
import type {ReactElement} from 'react';
import type {ChangeRun} from '../../rollout/changing.ts';
import {Spinner} from '../components/text/spinner.tsx';
import {waitingFor} from './run-lines.ts';

/** What is drawn into all rows but the last two, where a change on its way says what is waited for. */
export function Waiting({
	run,
	region,
	height,
	children,
}: {
	readonly run: ChangeRun;
	readonly region: string;
	readonly height: number;
	readonly children: (height: number) => ReactElement;
}) {
	const label = waitingFor(run, region);
	return (
		<Box flexDirection="column" height={height}>
			{children(label === undefined ? height : height - 2)}
			{label !== undefined && (
				<Box flexGrow={1} flexDirection="column" justifyContent="flex-end">
					<Spinner label={label} />
				</Box>
			)}
		</Box>
	);
}
