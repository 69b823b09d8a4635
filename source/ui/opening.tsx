import {useWindowSize} from 'ink';
import {useEffect, useState, type ReactElement} from 'react';
import type {WizardOptions} from '../rollout/state.ts';
import {badgesOf} from './programs/badges.ts';
import {Frame} from './components/frame/frame.tsx';
import {Spinner} from './components/text/spinner.tsx';

/**
The first frame, and in its place the screen of the app once that is loaded. It needs Ink alone, so that there is something to see as soon as
the terminal can show it. Keys wait for the screen.
*/
export function Opening({
	options,
	screen,
}: {
	readonly options: Pick<WizardOptions, 'demo' | 'readOnly' | 'purpose'>;
	readonly screen: Promise<ReactElement>;
}) {
	const [loaded, setLoaded] = useState<ReactElement>();
	const {columns, rows} = useWindowSize();
	useEffect(() => {
		void (async () => {
			setLoaded(await screen);
		})();
	}, [screen]);
	return (
		loaded ?? (
			<Frame columns={columns} rows={rows} badges={badgesOf(options)} keys={[]} hasHelpKey={false}>
				<Spinner label="Starting" />
			</Frame>
		)
	);
}
