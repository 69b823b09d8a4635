/** A small app to break in a terminal: `node --import tsx terminal-fixture.tsx`. Each key does one thing that a real app might meet. */
import {writeSync} from 'node:fs';
import process from 'node:process';
import {execa} from 'execa';
import {Box, Text, useWindowSize} from 'ink';
import {useState} from 'react';
import {usePresses} from '../../source/ui/hooks/use-presses.ts';
import {useTerminal} from '../../source/ui/hooks/use-terminal.ts';
import {isInteractive} from '../../source/ui/terminal/interactive.ts';
import {renderApp} from '../../source/ui/terminal/terminal.tsx';

function Fixture() {
	const {columns, rows} = useWindowSize();
	const {exit, suspend} = useTerminal();
	const [presses, setPresses] = useState<readonly string[]>([]);
	const [isBroken, setIsBroken] = useState(false);
	const note = (text: string) => {
		setPresses((before) => [...before, text].slice(-8));
	};

	usePresses(
		(press) => {
			note(press);
			switch (press) {
				case 'q': {
					exit(7);
					break;
				}

				case 'b': {
					setIsBroken(true);
					break;
				}

				case 'h': {
					throw new Error('thrown in a key handler');
				}

				case 'r': {
					void Promise.reject(new Error('nobody caught this \u{1B}[31m'));
					break;
				}

				case 'e': {
					void suspend(async () => {
						const {stdout} = await execa({
							stdin: 'inherit',
							stdout: ['inherit', 'pipe'],
							reject: false,
						})`sh -c ${'echo child here; read line; echo "child got $line"'}`;
						note(stdout.split('\n').at(-1) ?? '');
					});
					break;
				}

				default:
			}
		},
		(text) => {
			note(`paste ${JSON.stringify(text)}`);
		},
	);
	if (isBroken) {
		throw new Error('thrown in render');
	}

	return (
		<Box flexDirection="column" width={columns} height={rows}>
			<Text>{`fixture ${columns}x${rows} pid ${process.pid}`}</Text>
			<Text>{presses.join(' | ')}</Text>
		</Box>
	);
}

const verdict = isInteractive();
if (verdict === true) {
	const app = renderApp(<Fixture />, {onExit: () => 'last words'});
	process.exitCode = await app.waitUntilExit();
} else {
	writeSync(1, `not interactive: ${verdict}\n`);
}
