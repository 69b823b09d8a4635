import type {ImageCriteria} from '../../criteria/criterion.ts';
import {diffCriteria, renderDiff} from '../../criteria/comparison/diff.ts';
import {Diff} from '../components/text/diff.tsx';
import {Toned} from '../components/text/toned.tsx';
import {useBodySize} from '../hooks/use-body-size.ts';

/** What overwriting would change, by meaning. */
export function OverwriteChange({before, after}: {readonly before: ImageCriteria; readonly after: ImageCriteria}) {
	const {height} = useBodySize();
	const comparison = diffCriteria(before, after);
	return comparison.effect === 'none' ? (
		<Toned tone="muted">Both allow the same images.</Toned>
	) : (
		<Diff
			lines={renderDiff(comparison).filter(({sign}) => sign !== ' ')}
			height={Math.max(2, Math.floor(height / 3) - 1)}
		/>
	);
}
