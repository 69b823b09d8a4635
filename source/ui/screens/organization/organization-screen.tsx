import {Box} from 'ink';
import {useMemo} from 'react';
import {counted} from '../../../counted.ts';
import {currentPlace} from '../../../organization/image-cells.ts';
import {filterKeys, filterProblem, shownAccounts, shownImages} from '../../../organization/lists.ts';
import {detailSections, planSections, type Section} from '../../../organization/plan.ts';
import type {OrganizationEvent, OrganizationState} from '../../../organization/state.ts';
import {PromptLine} from '../../components/input/prompt-line.tsx';
import {errorLines, TextInput} from '../../components/input/text-input.tsx';
import {widthOf, wrap} from '../../components/text/fit.ts';
import {Toned} from '../../components/text/toned.tsx';
import {useBodySize} from '../../hooks/use-body-size.ts';
import {useTheme} from '../../hooks/use-theme.ts';
import {GridView} from './grid-view.tsx';
import {ImageCellsView, ImagesView} from './images-view.tsx';
import {TextView} from './text-view.tsx';

/** A whole organization: the grid, the images, the plan; or one cell or image of them in full. */
export function OrganizationScreen({
	state,
	send,
}: {
	readonly state: OrganizationState;
	readonly send: (event: OrganizationEvent) => void;
}) {
	const {width, height} = useBodySize();
	const {symbols} = useTheme();
	const {exporting, filter, isFiltering} = state;
	const hasFilter = isFiltering || filter.value !== '';
	const problem = hasFilter ? filterProblem(state) : undefined;
	// In windows of one column it may take two rows: what is missing is never cut off.
	const matching = filter.value === '' || problem !== undefined ? '' : matchingInWords(state);
	const short = wrap(inShort(state), width);
	const room =
		height -
		short.length -
		(hasFilter ? 1 + (problem === undefined ? 0 : errorLines(problem, width - 2, symbols).length) : 0) -
		(exporting === undefined ? 0 : exporting.problem === undefined && exporting.phase !== 'overwrite?' ? 2 : 4);
	return (
		<Box flexDirection="column" height={height}>
			<Toned tone="heading">{short.join('\n')}</Toned>
			{hasFilter && (
				<Box>
					<Toned tone="key">{`${symbols.filter} `}</Toned>
					<TextInput
						field={filter}
						width={width - 2 - widthOf(matching)}
						isFocused={isFiltering}
						placeholder={`text, ${filterKeys(state)
							.map((key) => `${key}:`)
							.join(' ')} !not`}
						error={problem}
					/>
					<Toned tone="muted">{matching}</Toned>
				</Box>
			)}
			<View state={state} width={width} height={room} send={send} />
			{exporting !== undefined && (
				<PromptLine
					label="Write to (.csv or .json)"
					prompt={exporting}
					question="It is there already. Overwrite it?"
					busy="Writing"
				/>
			)}
		</Box>
	);
}

/** How many lines of the list the filter leaves. */
function matchingInWords(state: OrganizationState): string {
	const {accounts, images} = state.overview;
	const [shown, all] =
		state.tab === 'images'
			? [shownImages(state).length, counted(images.length, 'image')]
			: [shownAccounts(state).length, counted(accounts.length, 'account')];
	return `  ${shown.toLocaleString('en-US')} of ${all}`;
}

/** What there is, and what of it is missing: never the one without the other. */
function inShort({overview: {accounts, regions, unsafe, report}}: OrganizationState): string {
	const sum = (key: 'instances' | 'notAllowed' | 'unknown') => accounts.reduce((all, one) => all + one[key], 0);
	const parts = [
		`${counted(accounts.length, 'account')} × ${counted(regions.length, 'Region')}`,
		counted(sum('instances'), 'instance'),
		`${sum('notAllowed').toLocaleString('en-US')} ${report === undefined ? 'not allowed' : 'would be blocked'}`,
		`${sum('unknown').toLocaleString('en-US')} without a verdict`,
		...(unsafe.length === 0 ? [] : [`${counted(unsafe.length, 'cell')} unread, partial or old`]),
	];
	return parts.join(', ');
}

type ViewProperties = {
	readonly state: OrganizationState;
	readonly width: number;
	readonly height: number;
	readonly send: (event: OrganizationEvent) => void;
};

/** What there is to see: one cell in full, where an image runs, or the tab. */
function View(properties: ViewProperties) {
	const {state, width, height} = properties;
	const {detail, opened, tab} = state;
	if (detail !== undefined) {
		return <CellInFull {...properties} top={detail.top} />;
	}

	if (opened !== undefined) {
		return <ImageCellsView state={state} opened={opened} width={width} height={height} />;
	}

	switch (tab) {
		case 'grid': {
			return <GridView state={state} height={height} />;
		}

		case 'images': {
			return <ImagesView state={state} width={width} height={height} />;
		}

		case 'plan': {
			return <PlanView {...properties} />;
		}
	}
}

/** The plan: the waves and what keeps it from enforcing, what is tried, and the policy with the commands. */
function PlanView({state, ...rest}: ViewProperties) {
	const sections = planSections(state);
	const [waves, enforcing, tried, ...policy] = sections;
	const [first, second] = [present(waves, enforcing), present(tried, ...policy)];
	return (
		<TextView
			sections={sections}
			groups={{
				2: [first, second],
				3:
					policy.length === 0
						? [present(waves), present(enforcing), present(tried)]
						: [first, present(tried, policy[0]), policy.slice(1)],
			}}
			top={state.cursors.plan}
			{...rest}
		/>
	);
}

function present(...sections: ReadonlyArray<Section | undefined>): readonly Section[] {
	return sections.filter((section) => section !== undefined);
}

/** One cell in full: what is set and what is not known, what runs there, and what launches. */
function CellInFull({state, top, ...rest}: ViewProperties & {readonly top: number}) {
	const {overview, options} = state;
	const current = currentPlace(state);
	const sections = useMemo(() => detailSections(state), [overview, options, current?.account, current?.region]);
	const [about, ...others] = sections;
	return (
		<TextView
			sections={sections}
			groups={{2: [present(about), others], 3: sections.map((section) => [section])}}
			top={top}
			{...rest}
		/>
	);
}
