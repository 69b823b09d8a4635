import {counted} from '../../../counted.ts';
import {sameCriteria} from '../../../criteria/settings.ts';
import {criteriaInWords} from '../../../criteria/words.ts';
import {shortSourceInWords} from '../../../operations/launches/words.ts';
import {isCleanPanelShown, phraseForTogether} from '../../../rollout/guards.ts';
import type {WizardSession} from '../../../rollout/session.ts';
import type {RolloutState} from '../../../rollout/state.ts';
import {listedRows} from '../../../rollout/steps/fleet/list.ts';
import type {FleetRow} from '../../../rollout/steps/fleet/rows.ts';
import type {FleetView} from '../../../rollout/steps/fleet/moves.ts';
import {panelLines, type PanelLine} from '../../components/panels/scrolled-panel.tsx';
import {WordsPanel} from '../../components/panels/words-panel.tsx';
import {useBodySize} from '../../hooks/use-body-size.ts';
import {useTheme} from '../../hooks/use-theme.ts';
import {sourcesInWords} from './about-row.ts';

/** The clean Regions, by name, before they are enforced together. The words can be typed once all of it has been on the screen. */
export function TogetherView({
	state,
	view,
	session,
}: {
	readonly state: RolloutState;
	readonly view: Extract<FleetView, {type: 'together'}>;
	readonly session: WizardSession;
}) {
	const {width, height} = useBodySize();
	const {symbols} = useTheme();
	const {panel, field, mismatch} = view;
	const where = `${counted(panel.length, 'Region')} ${symbols.dot} account ${state.identity.account}`;
	return (
		<WordsPanel
			title={`Enforce Allowed AMIs in ${where}`}
			shortTitle={`Enforce in ${where}`}
			lines={panelLines(paragraphsOf(state, view), width)}
			panel={panel}
			phrase={phraseForTogether(panel)}
			field={field}
			hasMismatch={mismatch}
			isRead={isCleanPanelShown(panel, view.shown)}
			width={width}
			height={height}
			read={view}
			onDrawn={(drawn) => {
				session.dispatch({type: 'shown-together', ...drawn});
			}}
		/>
	);
}

function paragraphsOf(
	state: RolloutState,
	{panel, sources}: Extract<FleetView, {type: 'together'}>,
): readonly PanelLine[] {
	const {identity, fleet} = state;
	const chosen = fleet?.chosen?.criteria ?? [];
	const inSight = new Set(listedRows(state).rows.map(({region}) => region));
	const hidden = panel.filter(({region}) => !inSight.has(region));
	return [
		{text: `Account ${identity.account} as ${identity.principal}`},
		...panel.flatMap(({region, scan}): readonly PanelLine[] => {
			const others = sources.get(region);
			const isFine =
				typeof others === 'object' &&
				others.failing.length + others.unknown === 0 &&
				!others.isPartial &&
				!others.isReading;
			return [
				{
					text: `${region}: ${counted(scan.counts.instances, 'instance')}. ${isFine ? sourcesInWords(others) : ''}`.trim(),
				},
				// What runs nowhere now, and would fail to launch then.
				...(isFine
					? []
					: [
							{
								tone: 'warning',
								text: `  ${sourcesInWords(others)}`,
							} as const,
							...failingLines(others),
						]),
				...(sameCriteria(scan.settings.ImageCriteria, chosen)
					? []
					: [
							{
								tone: 'warning',
								text: `  Its criteria are not those of the run: ${criteriaInWords(scan.settings.ImageCriteria)}`,
							} as const,
						]),
			];
		}),
		...(hidden.length === 0
			? []
			: [
					{
						tone: 'warning',
						text: `The filter of the table hides ${hidden.map(({region}) => region).join(', ')}; that leaves nothing out here.`,
					} as const,
				]),
		{
			tone: 'good',
			text: 'Each has a complete scan under the criteria in force; none runs an image that would be blocked.',
		},
		{tone: 'muted', text: criteriaInWords(chosen)},
		{
			text: 'Right before, each is read again; one that has changed is left out, and named. Running instances go on; every launch from an image that is not allowed fails from then on.',
		},
		{text: `Take back: allowed-amis undo --run ${fleet?.id ?? 'ID'}`},
	];
}

/** So many of what would fail are named in each Region. */
const mostNamed = 12;

function failingLines(sources: FleetRow['sources']): readonly PanelLine[] {
	const failing = typeof sources === 'object' ? sources.failing : [];
	const more = failing.length - mostNamed;
	return [
		...failing.slice(0, more > 0 ? mostNamed - 1 : mostNamed).map((launch): PanelLine => ({
			tone: 'danger',
			text: `  fails: ${shortSourceInWords(launch)}, ${launch.evidence?.Name ?? launch.imageId}`,
		})),
		...(more > 0 ? [{tone: 'danger', text: `  and ${more + 1} more: L lists them from its review`} as const] : []),
	];
}
