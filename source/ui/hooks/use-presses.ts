import {useInput, usePaste} from 'ink';
import {rest} from '../../turns.ts';
import {pressesOf, type Press} from '../terminal/presses.ts';
import {useTerminal} from './use-terminal.ts';

/**
The one place where keys enter the app; call it once, at the root. `onPress` gets one press at a time, in order, also when Ink hands over
several in one chunk; `onPaste` gets pasted text whole. Ctrl-Z never reaches them: it stops the process as a person expects of any program.
*/
export function usePresses(onPress: (press: Press) => void, onPaste: (text: string) => void): void {
	const {stop} = useTerminal();
	useInput((input, key) => {
		rest();
		for (const press of pressesOf(input, key)) {
			if (press === 'ctrl+z') {
				stop();
			} else {
				onPress(press);
			}
		}
	});
	usePaste(onPaste);
}
