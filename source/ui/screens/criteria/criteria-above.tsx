import {Box} from 'ink';
import type {ReactNode} from 'react';
import type {ImageCriteria} from '../../../criteria/criterion.ts';
import {Text} from '../../components/panels/panes.tsx';
import {line, wrapped, type Line} from '../../components/text/lines.tsx';
import {criteriaLines, type Look} from '../../components/text/text-lines.ts';
import {Toned} from '../../components/text/toned.tsx';
import {useBodySize} from '../../hooks/use-body-size.ts';
import {useTheme} from '../../hooks/use-theme.ts';
import {overwriteLines} from '../overwrite-change.ts';

/**
What criteria allow, under a title, and below it what is asked about them: that is in sight however long the criteria are, which say how much more of
them there is.
*/
export function CriteriaAbove({
	title,
	description,
	criteria,
	overwritten,
	notes = () => [],
	rowsBelow,
	children,
}: {
	readonly title: string;
	readonly description?: string | undefined;
	readonly criteria: ImageCriteria;
	/** The criteria that are asked to give way to them: what that changes comes first. */
	readonly overwritten?: ImageCriteria | undefined;
	/** What there is to say of them. */
	readonly notes?: (look: Look) => readonly Line[];
	/** The rows that what is asked takes. */
	readonly rowsBelow: number;
	readonly children: ReactNode;
}) {
	const {width, height} = useBodySize();
	const {symbols} = useTheme();
	const look = {width, symbols};
	const lines = [
		...(description === undefined ? [] : wrapped(description, width, {tone: 'strong'})),
		...(overwritten === undefined
			? []
			: [
					line('Overwriting it changes', 'heading'),
					...overwriteLines(overwritten, criteria, look),
					line(''),
					line('Allowed are then', 'heading'),
				]),
		...criteriaLines(criteria, look),
		...notes(look),
	];
	return (
		<Box flexDirection="column">
			<Toned tone="heading">{title}</Toned>
			<Text
				panes={[{lines: () => lines}]}
				width={width}
				height={Math.min(lines.length, Math.max(2, height - 2 - rowsBelow))}
			/>
			<Box height={1} />
			{children}
		</Box>
	);
}
