/** What there is to say of a scan, beside how far it is. */
import {counted} from '../../../counted.ts';
import type {OffenderGroup} from '../../../inventory/counts.ts';
import {diffSettings} from '../../../operations/change/settings-diff.ts';
import type {RegionWork} from '../../../rollout/state.ts';
import {clip, fit, widthOf} from '../../components/text/fit.ts';
import {line, wrapped, type Line} from '../../components/text/lines.tsx';
import {diffLines, problemLines, type Look} from '../../components/text/text-lines.ts';

/** That somebody changed the Region since it was scanned, and how; or why the scan failed. */
export function troubleLines({foreign, scan}: Pick<RegionWork, 'foreign' | 'scan'>, look: Look): readonly Line[] {
	return [
		...(foreign === undefined
			? []
			: [
					...wrapped(
						'Right before enforcing, the settings were no longer those of the scan. Nothing was sent. What changed:',
						look.width,
						{tone: 'danger'},
					),
					...diffLines(diffSettings(foreign.expected, foreign.found), look),
				]),
		...(scan?.status === 'failed' ? problemLines(scan.problem, look) : []),
	];
}

/** AWS is right; it is said, and a fresh scan offered. */
export function disagreementLines(count: number, {width, symbols}: Look): readonly Line[] {
	return count === 0
		? []
		: wrapped(
				`On ${counted(count, 'image')} AWS's verdict is not what we read from the criteria. AWS is right; r scans again.`,
				width,
				{tone: 'warning', first: [{text: `${symbols.warning} `, tone: 'warning'}]},
			);
}

/** Who offends most, as many as there are rows for; the others are counted. */
export function groupLines(groups: readonly OffenderGroup[], {width, symbols}: Look, rows: number): readonly Line[] {
	const shown = groups.slice(0, groups.length > rows ? Math.max(0, rows - 1) : rows);
	const rest = groups.length - shown.length;
	const {ellipsis} = symbols;
	return [
		...shown.map(({instances, owner, publisher, name}): Line => {
			// Until an image is described, nobody knows who publishes it.
			const known = publisher === owner ? '' : publisher;
			const before = `  ${fit(owner, 12)}  ${fit(known, 21, {ellipsis})}  `;
			return [
				{text: fit(instances.toLocaleString('en-US'), 6, {align: 'right'}), tone: 'notAllowed'},
				{text: before, tone: 'muted'},
				{text: clip(name, Math.max(8, width - 6 - widthOf(before)), {ellipsis, truncate: 'middle'})},
			];
		}),
		...(rest > 0
			? [line(`        and ${counted(rest, 'more family', 'more families')}: the review lists them`, 'muted')]
			: []),
	];
}
