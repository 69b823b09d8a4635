import {useApp} from 'ink';
import {useEffect} from 'react';

/** Calls back once the frame that was drawn from `parts` has been written to the terminal; with other parts, anew. */
export function useTold(tell: () => void, parts: readonly unknown[]): void {
	const {waitUntilRenderFlush} = useApp();
	useEffect(() => {
		let isPast = false;
		const wait = async (): Promise<void> => {
			await waitUntilRenderFlush();
			if (!isPast) {
				tell();
			}
		};

		void wait();
		return () => {
			isPast = true;
		};
		// What is told follows from the parts.
	}, [waitUntilRenderFlush, ...parts]);
}
