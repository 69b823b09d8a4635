import {Box} from 'ink';
import type {Shell} from '../../../machine/shell.ts';
import {emptyField} from '../../../machine/text-field.ts';
import {useBodySize} from '../../hooks/use-body-size.ts';
import {useTheme} from '../../hooks/use-theme.ts';
import {hintOf, searched, type Focus} from '../../keys/binding.ts';
import {keyWords, type KeyHint} from '../frame/key-hints.tsx';
import {TextInput} from '../input/text-input.tsx';
import {widthOf, wrap} from '../text/fit.ts';
import {Toned} from '../text/toned.tsx';
import {Table, type Column} from './table.tsx';

/** Where AWS tells of it. */
const awsPage = 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-allowed-amis.html';

/** All that can be done on the screen behind, by key and by name, to search and to do; what may not be done now is there with its reason. */
export function ActionList({behind, search}: {readonly behind: Focus<unknown>; readonly search: Shell['search']}) {
	const {width, height} = useBodySize();
	const {symbols} = useTheme();
	const {rows, cursor} = searched(behind, search);
	const hints = rows.map((key) => {
		const hint = hintOf(key);
		// There is room for what a footer shortens.
		const words = key.general.startsWith(hint.words) ? key.general : hint.words;
		return {...hint, words: keyWords(words, symbols)};
	});
	const chosen = hints[cursor];
	const isWhole = chosen === undefined || widthOf(wordsOf(chosen)) <= width - keyWidth - 6;
	// What is too long for its row stands whole below the list.
	const below = isWhole ? [''] : ['', ...wrap(wordsOf(chosen), width), ''];
	return (
		<Box flexDirection="column">
			<Toned tone="heading">{`${behind.title}: what can be done here`}</Toned>
			<Box>
				<Toned tone="accent">{`${symbols.filter} `}</Toned>
				<TextInput
					field={search?.field ?? emptyField}
					width={width - 2}
					placeholder="type to search, enter does what is chosen"
				/>
			</Box>
			<Table
				columns={columns}
				count={hints.length}
				rowAt={(index) => hints[index]}
				width={width}
				height={Math.max(2, height - 3 - below.length)}
				selected={cursor}
				rowTone={({disabled}) => (disabled === undefined ? undefined : 'disabled')}
				hasHeader={false}
				empty="Nothing matches."
			/>
			<Box flexDirection="column" flexShrink={0} height={below.length}>
				<Toned>{below.join('\n')}</Toned>
			</Box>
			<Toned tone="muted">{awsPage}</Toned>
		</Box>
	);
}

const keyWidth = 9;

function wordsOf({words, disabled}: KeyHint): string {
	return disabled === undefined ? words : `${words} (not now: ${disabled})`;
}

const columns: ReadonlyArray<Column<KeyHint>> = [
	{id: 'key', title: 'Key', text: ({keys}) => keys, tone: () => 'key', min: keyWidth, max: keyWidth},
	{
		id: 'words',
		title: 'What it does',
		text: wordsOf,
		min: 20,
	},
];
