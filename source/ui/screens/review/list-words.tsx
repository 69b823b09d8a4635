/** What is said around the list: what it lists, what it lacks, and why it is empty. */
import {accountAt, placeOf} from '../../../inventory/place.ts';
import type {BrowserSnapshot} from '../../../inventory/list/browser-snapshot.ts';
import {emptyListInWords} from '../../../inventory/words.ts';
import type {Problem} from '../../../problem.ts';
import {positionText} from '../../components/panels/scrolling.ts';
import {Toned} from '../../components/text/toned.tsx';
import {widthOf} from '../../components/text/fit.ts';
import {useTheme} from '../../hooks/use-theme.ts';
import type {Theme} from '../../theme.ts';

/** What the list lacks because it could not be scanned. */
export function missingWords({coverage, scan}: BrowserSnapshot, {symbols}: Theme): string | undefined {
	if (scan !== 'partial') {
		return undefined;
	}

	const places = coverage
		.failures()
		.map(
			({region, zone, problem}) =>
				`${zone === undefined ? region : placeOf(accountAt(region), zone)} (${problem.kind})`,
		);
	return places.length === 0
		? undefined
		: `${symbols.failed} Not in this list: ${places.join(', ')}.${isScannedOnce(coverage) ? '' : ' R scans again.'}`;
}

/** Accounts side by side are scanned before they are shown. */
function isScannedOnce({regions}: BrowserSnapshot['coverage']): boolean {
	return regions.some(({region}) => accountAt(region) !== undefined);
}

/** What is listed, how much of it, and how far the scan behind it is; what it was drilled into is in the breadcrumb. */
export function ListTitle({
	snapshot,
	width,
	unlisted,
}: {
	readonly snapshot: BrowserSnapshot;
	readonly width: number;
	readonly unlisted: Problem | undefined;
}) {
	const {symbols} = useTheme();
	const {view, cursor, length, show, marks, scan, filter, totals} = snapshot;
	const what =
		view === 'instances'
			? show === 'all'
				? 'Instances'
				: 'Instances not allowed'
			: `By ${view === 'region' ? 'Region' : view}`;
	const parts = [
		positionText(cursor, length),
		marks > 0 && `${marks} marked`,
		scan === 'running' && (unlisted === undefined ? 'still scanning' : 'not scanned'),
		scan === 'partial' && 'incomplete scan',
		scan === 'from-file' && 'from a file',
	].filter((part) => part !== false);
	const verdicts = verdictsIn(totals);
	const shortly = [...parts, ...verdicts].join(` ${symbols.dot} `);
	// The position is one among groups; the verdicts are not of those.
	const whole = [...parts, `instances: ${verdicts.join(` ${symbols.dot} `)}`].join(` ${symbols.dot} `);
	const isWhole = view !== 'instances' && verdicts.length > 0 && widthOf(`${what}  ${whole}`) <= width;
	const words = isWhole ? whole : shortly;
	return (
		<Toned>
			<Toned tone="heading">{what}</Toned>
			<Toned tone={scan === 'partial' ? 'danger' : 'muted'}>{`  ${words}`}</Toned>
			{filter.error !== undefined && <Toned tone="danger">{`  ${filter.error}`}</Toned>}
		</Toned>
	);
}

/** Nothing, where there is no instance that one could be of. */
function verdictsIn({notAllowed, allowed, unknown}: BrowserSnapshot['totals']): readonly string[] {
	return notAllowed + allowed + unknown === 0
		? []
		: [
				`${notAllowed.toLocaleString('en-US')} not allowed`,
				`${allowed.toLocaleString('en-US')} allowed`,
				...(unknown > 0 ? [`${unknown.toLocaleString('en-US')} no verdict`] : []),
			];
}

/** Why the list is empty, and the key that leads on. */
export function emptyWords(snapshot: BrowserSnapshot, unlisted: Problem | undefined): string {
	if (unlisted !== undefined) {
		return `Nothing was scanned: which Regions to scan is not known. ${unlisted.what} ${unlisted.next} R lists the Regions again.`;
	}

	const hints: Partial<Record<BrowserSnapshot['state'], string>> = {
		'none-not-allowed': 'Press o to see them all.',
		'nothing-matches': snapshot.show === 'all' ? 'esc clears the filter.' : 'o looks among all, esc clears the filter.',
		'nothing-here': 'esc goes back.',
	};
	return [emptyListInWords(snapshot), hints[snapshot.state]].filter(Boolean).join(' ');
}
