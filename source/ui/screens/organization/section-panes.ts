import type {Section} from '../../../organization/plan.ts';
import type {Pane} from '../../components/panels/panes.tsx';
import {wrapped, type Line} from '../../components/text/lines.tsx';

/** As many rows as a wide window may have: what is longer is read in full, with enter. */
const mostLines = 120;

/** What is told of a cell or image, as texts beside the list that it is in. */
export function sectionPanes(sections: readonly Section[]): readonly Pane[] {
	return sections.map(({title, lines}) => ({
		lines: (width) => [
			...sectionLines({title, lines: lines.slice(0, mostLines)}, width),
			...(lines.length > mostLines
				? wrapped(`and ${lines.length - mostLines} more: enter shows them all`, width, {tone: 'muted'})
				: []),
		],
	}));
}

/** A section in lines of a width: its title first. */
export function sectionLines({title, lines}: Section, width: number): readonly Line[] {
	return [
		...wrapped(title, width, {tone: 'heading'}),
		...lines.flatMap(({lead = '', text, tone}): readonly Line[] => {
			const bare = text.trimStart();
			const before = lead + ' '.repeat(text.length - bare.length);
			return wrapped(bare, width, {tone, ...(before !== '' && {first: [{text: before, tone}]})});
		}),
	];
}
