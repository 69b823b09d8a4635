import type {ImageCriteria} from '../../criteria/criterion.ts';
import {diffCriteria, renderDiff} from '../../criteria/comparison/diff.ts';
import {line, type Line} from '../components/text/lines.tsx';
import {diffLines, type Look} from '../components/text/text-lines.ts';

/** What overwriting would change, by meaning: a screen shows all of it, or scrolls it. */
export function overwriteLines(
	before: ImageCriteria,
	after: ImageCriteria,
	{width}: Pick<Look, 'width'>,
): readonly Line[] {
	const comparison = diffCriteria(before, after);
	return comparison.effect === 'none'
		? [line('Both allow the same images.', 'muted')]
		: diffLines(
				renderDiff(comparison).filter(({sign}) => sign !== ' '),
				{width},
			);
}
