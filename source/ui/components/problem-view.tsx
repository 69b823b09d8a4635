import {Box} from 'ink';
import type {Problem} from '../../problem.ts';
import {useTheme} from '../hooks/use-theme.ts';
import {Toned} from './toned.tsx';

/** What happened and what to do next; AWS's own words for a support case. Only a bug shows where in the code it happened. */
export function ProblemView({problem}: {readonly problem: Problem}) {
	const {symbols} = useTheme();
	const {kind, what, next, code, requestId, stack} = problem;
	const references = [code, requestId === undefined ? undefined : `request ID ${requestId}`].filter(
		(reference) => reference !== undefined,
	);
	return (
		<Box flexDirection="column" flexShrink={0}>
			<Toned tone={kind === 'interrupted' ? 'warning' : 'danger'} wrap="wrap">
				{`${symbols.failed} ${what}`}
			</Toned>
			<Toned wrap="wrap">{`  ${next}`}</Toned>
			{references.length > 0 && <Toned tone="muted">{`  ${references.join(` ${symbols.dot} `)}`}</Toned>}
			{kind === 'bug' &&
				stack?.split('\n').map((line, index) => (
					<Toned key={`${index} ${line}`} tone="muted">
						{`  ${line}`}
					</Toned>
				))}
		</Box>
	);
}
