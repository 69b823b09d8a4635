import {useBodySize} from '../../hooks/use-body-size.ts';
import {Panel} from '../panels/panel.tsx';
import {Paragraph} from '../text/paragraph.tsx';

/** Asked where quitting would lose work. */
export function QuitQuestion({lost}: {readonly lost: string}) {
	const {width} = useBodySize();
	return (
		<Panel title="Quit?" tone="warning">
			<Paragraph width={width - 4} text={`${lost} y quits all the same, n stays.`} />
		</Panel>
	);
}
