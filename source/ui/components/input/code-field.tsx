import {Box} from 'ink';
import type {CodeQuestion} from '../../../machine/shell.ts';
import {safeText} from '../../../safe-text.ts';
import {useBodySize} from '../../hooks/use-body-size.ts';
import {useTheme} from '../../hooks/use-theme.ts';
import {Paragraph} from '../text/paragraph.tsx';
import {Spinner} from '../text/spinner.tsx';
import {Toned} from '../text/toned.tsx';
import {TextInput} from './text-input.tsx';

/** The code of an MFA device, being typed: how much of it is there can be seen, and nothing else. */
export function CodeField({code: {serial, again, field, status}}: {readonly code: CodeQuestion}) {
	const {width} = useBodySize();
	const {symbols} = useTheme();
	const hidden = {value: symbols.hidden.repeat([...field.value].length), cursor: field.cursor};
	return (
		<Box flexDirection="column">
			<Toned tone="heading">These credentials need the code of an MFA device</Toned>
			<Paragraph text={safeText(serial)} />
			<Box height={1} />
			{again !== undefined && <Paragraph tone="warning" text={`${symbols.warning} ${safeText(again)}`} />}
			{status === 'asked' ? (
				<Box>
					<Toned tone="strong">{'Code: '}</Toned>
					<TextInput field={hidden} width={width - 6} placeholder="six digits; they are not shown" />
				</Box>
			) : (
				<Spinner label="Sending the code" />
			)}
			<Box height={1} />
			<Paragraph tone="muted" text="One code serves all Regions, until the session that AWS gives for it ends." />
		</Box>
	);
}
