import {Box} from 'ink';
import {graphemesOf, type TextField} from '../../../machine/text-field.ts';
import {useBodySize} from '../../hooks/use-body-size.ts';
import {useTheme} from '../../hooks/use-theme.ts';
import type {Symbols} from '../../theme.ts';
import {clip, widthOf, wrap} from '../text/fit.ts';
import {Toned} from '../text/toned.tsx';
import {typedMark} from '../lists/typed-mark.ts';

export type TextInputProps = {
	readonly field: TextField;
	/** Columns, the cursor's included. Default: the body's. */
	readonly width?: number;
	/** Shown as long as nothing is typed. */
	readonly placeholder?: string | undefined;
	/** False: no cursor; keys go elsewhere. */
	readonly isFocused?: boolean;
	/** What is wrong with what is typed; below it, in as many lines as it needs. */
	readonly error?: string | undefined;
};

/** One line of text being edited. What is wider than the field scrolls so that the cursor is in sight. */
export function TextInput({field, width, placeholder = '', isFocused = true, error}: TextInputProps) {
	const {symbols, isSpoken} = useTheme();
	const body = useBodySize();
	const columns = Math.max(2, width ?? body.width);
	return (
		<Box flexDirection="column">
			{isSpoken ? (
				<Toned>{`${placeholder === '' ? '' : `(${placeholder}) `}${isFocused ? typedMark : ''}${field.value}`}</Toned>
			) : field.value === '' ? (
				<Toned>
					{isFocused && <Cursor on=" " />}
					<Toned tone="muted">{clip(placeholder, columns - 1, {ellipsis: symbols.ellipsis})}</Toned>
				</Toned>
			) : (
				<Line field={field} columns={columns} isFocused={isFocused} />
			)}
			{error !== undefined && <Toned tone="danger">{errorLines(error, columns, symbols).join('\n')}</Toned>}
		</Box>
	);
}

/** What is wrong with what is typed, in as many lines as it needs: what is right stands at its end. */
export function errorLines(error: string, width: number, {failed}: Symbols): readonly string[] {
	const room = width - widthOf(failed) - 1;
	return wrap(error, room).map((line, index) => `${index === 0 ? failed : ' '.repeat(widthOf(failed))} ${line}`);
}

function Line({
	field,
	columns,
	isFocused,
}: {
	readonly field: TextField;
	readonly columns: number;
	readonly isFocused: boolean;
}) {
	const {symbols} = useTheme();
	if (!isFocused) {
		return <Toned>{clip(field.value, columns, {ellipsis: symbols.ellipsis})}</Toned>;
	}

	const {before, at, after} = windowOf(field, columns);
	return (
		<Toned>
			{before}
			<Cursor on={at} />
			{after}
		</Toned>
	);
}

/** Inverse video where there is colour; a sign before the character where the terminal may not show any. */
function Cursor({on}: {readonly on: string}) {
	const {isColoured, symbols} = useTheme();
	return isColoured ? <Toned tone="cursor">{on}</Toned> : <>{`${symbols.cursor}${on === ' ' ? '' : on}`}</>;
}

/** The part of the text around the cursor that fits into `columns`, one column kept for the cursor's own sign. */
export function windowOf(
	field: TextField,
	columns: number,
): {readonly before: string; readonly at: string; readonly after: string} {
	const graphemes = graphemesOf(field.value);
	const at = graphemes[field.cursor] ?? ' ';
	let room = columns - 1 - widthOf(at);
	let start = field.cursor;
	// A third of the field shows what follows, if anything does.
	const tail = graphemes.slice(field.cursor + 1).join('');
	const kept = Math.min(widthOf(tail), Math.floor(columns / 3));
	while (start > 0 && widthOf(graphemes[start - 1] ?? '') <= room - kept) {
		start--;
		room -= widthOf(graphemes[start] ?? '');
	}

	return {
		before: graphemes.slice(start, field.cursor).join(''),
		at,
		after: clip(tail, Math.max(0, room), {ellipsis: ''}),
	};
}
