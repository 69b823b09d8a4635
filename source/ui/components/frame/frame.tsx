import {Box} from 'ink';
import {useEffect} from 'react';
import {safeText} from '../../../safe-text.ts';
import {BodySizeContext, type BodySize} from '../../hooks/use-body-size.ts';
import {useTerminal} from '../../hooks/use-terminal.ts';
import {useTheme} from '../../hooks/use-theme.ts';
import type {Symbols, Tone} from '../../theme.ts';
import {badgeText, Badge} from '../text/badge.tsx';
import {clip, widthOf, wrap} from '../text/fit.ts';
import {Toned} from '../text/toned.tsx';
import type {FrameNotice, FrameProps} from './frame-props.ts';
import {KeyHints} from './key-hints.tsx';
import {shortCommand} from './short-command.ts';
import {SpokenFrame} from './spoken-frame.tsx';
import {isTooSmall, TooSmall} from './too-small.tsx';
import {Track} from './track.tsx';

/**
What is on screen always: who and where, the way, the body, the equal AWS CLI command, the keys. It fills the window exactly, and the body
knows its size (`useBodySize`, or a function as child) before it is drawn, so that nothing has to measure itself.
*/
export function Frame(props: FrameProps) {
	const {columns, rows, steps = [], copyKey, keys, hasHelpKey = true, notice, strip = [], children} = props;
	const {symbols, isSpoken} = useTheme();
	const breadcrumb = (props.breadcrumb ?? []).join(` ${symbols.crumb} `);
	useTitle(props);
	if (isTooSmall(columns, rows)) {
		return <TooSmall columns={columns} rows={rows} />;
	}

	const width = columns - 2;
	const command = props.command === undefined ? undefined : safeText(props.command);
	const shown = command === undefined ? undefined : shortCommand(command, width - 2, symbols.ellipsis);
	const noticeLines = notice ? noticeText(notice, width, rows < 24 ? 2 : 3, symbols) : [];
	const size: BodySize = {
		width,
		height: rows - (steps.length > 0 ? 1 : 0) - (command === undefined ? 4 : 5),
		covered: Math.max(0, noticeLines.length - 1),
	};
	const body = (
		<BodySizeContext value={size}>{typeof children === 'function' ? children(size) : children}</BodySizeContext>
	);
	if (isSpoken) {
		return <SpokenFrame {...props} body={body} />;
	}

	return (
		<Box flexDirection="column" width={columns} height={rows} overflow="hidden">
			<Box paddingX={1}>
				<Header {...props} width={width} />
			</Box>
			{steps.length > 0 && (
				<Box paddingX={1}>
					<Track steps={steps} width={width} />
				</Box>
			)}
			<Rule text={breadcrumb} columns={columns} tone="muted" />
			<Box flexDirection="column" paddingX={1} width={columns} height={size.height - size.covered} overflow="hidden">
				{/* What is too long is cut off at the end; shrunk, its lines would be drawn over each other. */}
				<Box flexDirection="column" flexShrink={0} minHeight={size.height - size.covered}>
					{/* What is too tall is cut off at the end, never squeezed into itself. */}
					<Box flexDirection="column" flexShrink={0}>
						{body}
					</Box>
				</Box>
			</Box>
			{notice ? (
				<Box flexDirection="column" flexShrink={0} paddingX={1}>
					<Toned tone={noticeTones[notice.tone]}>{noticeLines.join('\n')}</Toned>
				</Box>
			) : (
				<Rule
					text={fittingParts(strip, columns - 6, ` ${symbols.dot} `)}
					columns={columns}
					tone="accent"
					ends={
						shown === command || copyKey === undefined
							? []
							: [`${copyKey} copies the whole command`, `${copyKey} copies it`]
					}
				/>
			)}
			{shown !== undefined && (
				<Box paddingX={1}>
					<Toned tone="muted">{`$ ${shown}`}</Toned>
				</Box>
			)}
			<Box paddingX={1}>
				<KeyHints hints={keys} width={width} hasHelp={hasHelpKey} />
			</Box>
		</Box>
	);
}

function fittingParts(parts: readonly string[], width: number, between: string): string {
	const kept = parts.filter((_, index) => widthOf(parts.slice(0, index + 1).join(between)) <= width);
	return kept.join(between);
}

/** A rule across the window, with words in it, and at its end the first of others that there is room for. */
function Rule({
	text = '',
	columns,
	tone,
	ends = [],
}: {
	readonly text?: string | undefined;
	readonly columns: number;
	readonly tone: Tone;
	readonly ends?: readonly string[];
}) {
	const {symbols} = useTheme();
	const words = text === '' ? '' : ` ${clip(text, columns - 6, {ellipsis: symbols.ellipsis, truncate: 'middle'})} `;
	const before = text === '' ? 0 : 2;
	const free = Math.max(0, columns - before - widthOf(words));
	const end = ends.find((one) => widthOf(one) + 6 <= free);
	const last = end === undefined ? '' : ` ${end} `;
	const after = end === undefined ? 0 : 2;
	return (
		// Beside each other: words inside a rule would be as dim as it.
		<Toned>
			<Toned tone="rule">{symbols.rule.repeat(before)}</Toned>
			<Toned tone={tone}>{words}</Toned>
			<Toned tone="rule">{symbols.rule.repeat(free - widthOf(last) - after)}</Toned>
			<Toned tone="muted">{last}</Toned>
			<Toned tone="rule">{symbols.rule.repeat(after)}</Toned>
		</Toned>
	);
}

/** The window is called after where one is, so that it is found among many. */
function useTitle({account, region}: FrameProps): void {
	const {setTitle} = useTerminal();
	const title = ['allowed-amis', region?.name, account].filter((part) => part !== undefined).join(' · ');
	useEffect(() => {
		setTitle(title);
	}, [setTitle, title]);
}

const noticeTones: Readonly<Record<FrameNotice['tone'], Tone>> = {info: 'accent', warning: 'warning', danger: 'danger'};

/** A few lines: what is longer belongs into the body. */
function noticeText({tone, text}: FrameNotice, width: number, height: number, symbols: Symbols): readonly string[] {
	const sign = `${symbols[tone]} `;
	const lines = wrap(text, width - widthOf(sign)).map((line, index) =>
		index === 0 ? sign + line : ' '.repeat(widthOf(sign)) + line,
	);
	return lines.length <= height
		? lines
		: [...lines.slice(0, height - 1), clip(joined(lines.slice(height - 1)), width, {ellipsis: symbols.ellipsis})];
}

/** Lines as one again, as far in as the first of them. */
function joined([first = '', ...others]: readonly string[]): string {
	return [first, ...others.map((line) => line.trimStart())].join(' ');
}

/** Account, identity and Region are what a wrong step would be made in: the app's name gives way before them, then the identity's length. */
function Header({account, identity, region, badges = [], width}: FrameProps & {readonly width: number}) {
	const {symbols} = useTheme();
	const place = region ? regionText(region) : '';
	const right = place === '' ? 0 : widthOf(place);
	const badgesWidth = badges.reduce((sum, {text}) => sum + widthOf(badgeText(text)) + 1, 0);
	const room = width - right - badgesWidth - 2;
	const name = 'allowed-amis';
	const who = whoText(account, identity, room, symbols);
	const hasName = widthOf(name) + 3 + widthOf(who) <= room || who === '';
	const left = hasName ? `${name}${who === '' ? '' : ' '.repeat(3)}` : '';
	const filling = width - widthOf(left) - widthOf(who) - right - badgesWidth;
	return (
		<Toned>
			<Toned tone="heading">{left}</Toned>
			{who}
			{' '.repeat(Math.max(0, filling))}
			<Toned tone="accent">{place}</Toned>
			{badges.map((badge) => (
				<Toned key={badge.text}>
					{' '}
					<Badge {...badge} />
				</Toned>
			))}
		</Toned>
	);
}

/** The account as long as it can be, and as much of the identity as is worth showing. */
function whoText(account: string | undefined, identity: string | undefined, room: number, symbols: Symbols): string {
	const {ellipsis, dot} = symbols;
	if (account === undefined || identity === undefined) {
		return clip(account ?? identity ?? '', room, {ellipsis});
	}

	const left = room - widthOf(`${account} ${dot} `);
	return left < Math.min(6, widthOf(identity))
		? clip(account, room, {ellipsis})
		: `${account} ${dot} ${clip(identity, left, {ellipsis})}`;
}

function regionText({name, position, count}: NonNullable<FrameProps['region']>): string {
	return position === undefined || count === undefined ? name : `${name}  ${position} of ${count}`;
}
