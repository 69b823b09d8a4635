import {useLayoutEffect, useRef} from 'react';
import {useTerminal} from './use-terminal.ts';

/**
Tells what a person has before them: the value that the last frame written to the terminal was drawn from. Until a change of state is there, presses
are meant for the screen from before. To be called from the first frame on.
*/
export function useDrawn<Value>(value: Value): () => Value | undefined {
	const {onFrame} = useTerminal();
	// Set while it is rendered, so that the frame which comes of that finds it.
	const rendered = useRef(value);
	rendered.current = value;
	const written = useRef<Value>(undefined);
	useLayoutEffect(
		() =>
			onFrame(() => {
				written.current = rendered.current;
			}),
		[onFrame],
	);
	return () => written.current;
}
