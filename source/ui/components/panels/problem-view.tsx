import {Box} from 'ink';
import type {Problem} from '../../../problem.ts';
import {useBodySize} from '../../hooks/use-body-size.ts';
import {useTheme} from '../../hooks/use-theme.ts';
import {wrap} from '../text/fit.ts';
import {Toned} from '../text/toned.tsx';

/** What happened and what to do next; AWS's own words for a support case. Only a bug shows where in the code it happened. */
export function ProblemView({problem, width}: {readonly problem: Problem; readonly width?: number}) {
	const {symbols} = useTheme();
	const body = useBodySize();
	const {kind, what, next, code, requestId, stack} = problem;
	const references = [code, requestId === undefined ? undefined : `request ID ${requestId}`]
		.filter((reference) => reference !== undefined)
		.join(` ${symbols.dot} `);
	const indented = (text: string, sign = ' ') =>
		wrap(text, (width ?? body.width) - 2)
			.map((line, index) => `${index === 0 ? sign : ' '} ${line}`)
			.join('\n');
	return (
		<Box flexDirection="column" flexShrink={0}>
			<Toned tone={kind === 'interrupted' ? 'warning' : 'danger'}>{indented(what, symbols.failed)}</Toned>
			<Toned>{indented(next)}</Toned>
			{references !== '' && <Toned tone="muted">{indented(references)}</Toned>}
			{kind === 'bug' && stack !== undefined && <Toned tone="muted">{indented(stack)}</Toned>}
		</Box>
	);
}
