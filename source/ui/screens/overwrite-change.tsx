import type {ImageCriteria} from '../../criteria/criterion.ts';
import {diffCriteria, renderDiff} from '../../criteria/comparison/diff.ts';
import {Diff} from '../components/text/diff.tsx';
import {diffLines} from '../components/text/text-lines.ts';
import {Toned} from '../components/text/toned.tsx';
import {useBodySize} from '../hooks/use-body-size.ts';

type Change = {readonly before: ImageCriteria; readonly after: ImageCriteria};

/** What overwriting would change, by meaning. */
export function OverwriteChange({before, after}: Change) {
	const {height} = useBodySize();
	const comparison = diffCriteria(before, after);
	return comparison.effect === 'none' ? (
		<Toned tone="muted">Both allow the same images.</Toned>
	) : (
		<Diff lines={renderDiff(comparison).filter(({sign}) => sign !== ' ')} height={mostRows(height)} />
	);
}

/** The rows that it takes. */
export function overwriteRows(
	{before, after}: Change,
	{width, height}: {readonly width: number; readonly height: number},
): number {
	const comparison = diffCriteria(before, after);
	return comparison.effect === 'none'
		? 1
		: Math.min(
				mostRows(height),
				diffLines(
					renderDiff(comparison).filter(({sign}) => sign !== ' '),
					{width},
				).length,
			);
}

/** What it is asked about keeps most of the room. */
function mostRows(height: number): number {
	return Math.max(2, Math.floor(height / 3) - 1);
}
