import {useAnimation} from 'ink';
import {useTheme} from '../../hooks/use-theme.ts';
import {Toned} from './toned.tsx';

/** Says that something is going on. It turns ten times a second at most, and stands still in a theme without motion. */
export function Spinner({label = ''}: {readonly label?: string}) {
	const {symbols, isAnimated, isSpoken} = useTheme();
	const {frame} = useAnimation({interval: 100, isActive: isAnimated});
	const sign = isAnimated ? symbols.spinner[frame % symbols.spinner.length] : symbols.ellipsis;
	return isSpoken ? (
		<Toned>{label}</Toned>
	) : (
		<Toned>
			<Toned tone="accent">{sign}</Toned>
			{label === '' ? '' : ` ${label}`}
		</Toned>
	);
}
