/** The keys of the review. To add one: a line here, with what it does; what concerns the list alone needs nothing else. */
import {offendersNow} from '../../../inventory/comparison/scan-difference.ts';
import {bothOf, type Guard} from '../../../machine/guard.ts';
import {valueOf} from '../../../machine/loadable.ts';
import {currentWork, type RolloutState} from '../../../rollout/state.ts';
import {
	addSuggestion,
	clearMarks,
	copy,
	group,
	jump,
	leave,
	lookForReferences,
	onList,
	open,
	openInConsole,
	scrollDetails,
} from '../../../rollout/steps/review/list-commands.ts';
import {canMark, canSeeList, hasImage, hasLine, hasPage} from '../../../rollout/steps/review/current-line.ts';
import {canAsk, canRescan, unlistedIn} from '../../../rollout/steps/review/scanning-again.ts';
import {choose, complete, pick} from '../../../rollout/steps/review/picker-commands.ts';
import {
	applyDraftKey,
	decideKey,
	list,
	reviseKey,
	suggestionKeys,
	zoomKey,
	type StateIn,
	type StepKeys,
} from '../../keys/step-keys.ts';
import {backKey, copyCommandKey, endKeys, fieldKeys, listKeys, overwriteKeys, quitKey} from '../../keys/usual.ts';

type Place = 'review' | 'sort' | 'columns' | 'value' | 'filter' | 'jump' | 'export-name' | 'overwrite';

export const reviewKeys: StepKeys<'review', Place> = {
	places: {
		review: 'Review',
		sort: 'Review, choosing what to sort by',
		columns: 'Review, choosing columns',
		value: 'Review, choosing a value to filter by',
		filter: {title: 'Review, typing a filter', typing: 'ahead'},
		jump: {title: 'Review, typing the number of a line', typing: 'ahead'},
		'export-name': {title: 'Review, typing a file name', typing: 'ahead'},
		overwrite: 'Review, asked before overwriting',
	},
	placeOf: ({step}) => placeOf(step),
	bindings: [
		{keys: ['enter'], words: 'open', where: ['review'], isInFooter: true, guard: hasLine, event: list(open)},
		zoomKey(['review']),
		decideKey(['review']),
		{keys: ['tab'], words: 'group', where: ['review'], isInFooter: true, event: list(group(1))},
		{keys: ['shift+tab'], words: 'group the other way', where: ['review'], event: list(group(-1))},
		{keys: ['/'], words: 'filter', where: ['review'], isInFooter: true, event: {type: 'filter'}},
		{
			keys: ['o'],
			words: {general: 'offenders only, or all', now: () => 'offenders or all'},
			where: ['review'],
			isInFooter: true,
			guard: canSeeList,
			event: list(
				onList((browser) => {
					browser.toggleShow();
				}),
			),
		},
		{
			keys: ['L'],
			words: {general: 'what launches, running or not; and back', now: () => 'launches'},
			where: ['review'],
			isInFooter: ({options}) => options.purpose !== 'scan-file' && options.purpose !== 'accounts',
			guard: ({options: {purpose}, queue}) =>
				purpose === 'scan-file'
					? 'a saved scan tells of instances alone'
					: purpose === 'accounts'
						? 'accounts side by side tell of instances alone: allowed-amis launches tells the rest'
						: hasRegion(queue),
			event: {type: 'launches', by: 'source'},
		},
		{
			keys: ['w'],
			words: {general: 'write to a file', now: () => 'write'},
			where: ['review'],
			isInFooter: true,
			event: {type: 'export'},
		},
		{
			keys: ['s'],
			words: 'sort by…',
			where: ['review'],
			event: list(pick('sort')),
		},
		{
			keys: ['S'],
			words: 'reverse the order',
			where: ['review'],
			guard: canSeeList,
			event: list(
				onList((browser) => {
					browser.reverseSort();
				}),
			),
		},
		{
			keys: ['='],
			words: 'filter by a value of this line…',
			where: ['review'],
			guard: hasLine,
			event: list(pick('value')),
		},
		{keys: ['t'], words: 'choose the columns…', where: ['review'], event: list(pick('columns'))},
		{keys: ['enter'], words: 'sort by it, or turn it round', where: ['sort'], isInFooter: true, event: list(choose())},
		{keys: ['enter', 'space'], words: 'show or hide it', where: ['columns'], isInFooter: true, event: list(choose())},
		{keys: ['enter'], words: 'only those', where: ['value'], isInFooter: true, event: list(choose())},
		{keys: ['!'], words: 'all but those', where: ['value'], isInFooter: true, event: list(choose({isNegated: true}))},
		...listKeys(['sort', 'columns', 'value'] as const),
		...endKeys(['sort', 'columns', 'value'] as const),
		backKey(['sort', 'columns', 'value']),
		{
			keys: ['up', 'k'],
			words: 'one up',
			where: ['review'],
			event: list(
				onList((browser) => {
					browser.moveBy(-1);
				}),
			),
		},
		{
			keys: ['down', 'j'],
			words: 'one down',
			where: ['review'],
			event: list(
				onList((browser) => {
					browser.moveBy(1);
				}),
			),
		},
		{
			keys: ['pageup', 'ctrl+b'],
			words: 'a page up',
			where: ['review'],
			event: list(
				onList((browser) => {
					browser.page(-1);
				}),
			),
		},
		{
			keys: ['pagedown', 'ctrl+f'],
			words: 'a page down',
			where: ['review'],
			event: list(
				onList((browser) => {
					browser.page(1);
				}),
			),
		},
		{
			keys: ['home', 'g'],
			words: 'first',
			where: ['review'],
			event: list(
				onList((browser) => {
					browser.moveTo('top');
				}),
			),
		},
		{
			keys: ['end', 'G'],
			words: 'last',
			where: ['review'],
			event: list(
				onList((browser) => {
					browser.moveTo('end');
				}),
			),
		},
		{
			keys: [':'],
			words: 'jump to a line by its number, or look for what can be done',
			where: ['review'],
			event: {type: 'jump'},
		},
		{keys: ['enter'], words: 'jump there', where: ['jump'], isInFooter: true, event: list(jump)},
		backKey(['jump'], 'stay'),
		{
			keys: ['space'],
			words: 'mark',
			where: ['review'],
			guard: canMark,
			event: list(
				onList((browser) => {
					browser.toggleMark();
					browser.moveBy(1);
				}),
			),
		},
		{
			keys: ['v'],
			words: 'mark from the last mark to here',
			where: ['review'],
			guard: canMark,
			event: list(
				onList((browser) => {
					browser.markRange();
				}),
			),
		},
		{
			keys: ['*'],
			words: 'mark all in the filter',
			where: ['review'],
			guard: canMark,
			event: list(
				onList((browser) => {
					browser.markAll();
				}),
			),
		},
		{
			keys: ['x'],
			words: 'clear marks',
			where: ['review'],
			guard: canSeeList,
			event: list(clearMarks),
		},
		{keys: ['i'], words: 'show or hide the details', where: ['review'], guard: hasLine, event: {type: 'detail'}},
		{keys: ['J', 'shift+down'], words: 'the details on', where: ['review'], event: list(scrollDetails(3))},
		{keys: ['K', 'shift+up'], words: 'the details back', where: ['review'], event: list(scrollDetails(-3))},
		{
			keys: ['r'],
			words: 'references of the image',
			where: ['review'],
			guard: (state) => bothOf(canAsk(state), hasImage(state)),
			event: list(lookForReferences),
		},
		{keys: ['c'], words: 'copy the ID', where: ['review'], event: list(copy('id'))},
		{keys: ['C'], words: 'copy the ARN', where: ['review'], event: list(copy('arn'))},
		{keys: ['O'], words: 'open in the AWS console', where: ['review'], guard: hasPage, event: list(openInConsole)},
		reviseKey(['review']),
		...suggestionKeys<StateIn<'review'>, 'review'>(['review'], addSuggestion, hasImage),
		{
			keys: ['R'],
			words: {
				general: 'scan again',
				now: (state) => (unlistedIn(state) === undefined ? 'scan again' : 'list the Regions again'),
			},
			where: ['review'],
			isInFooter: (state) => unlistedIn(state) !== undefined,
			guard: (state) => canRescan(state),
			event: {type: 'rescan'},
		},
		{keys: ['esc'], words: 'back', where: ['review'], isInFooter: true, event: list(leave)},
		{
			keys: ['N'],
			words: {general: 'what is different since the last scan; and back', now: newsInWords},
			where: ['review'],
			isInFooter: true,
			guard: ({options: {purpose}, queue}) =>
				purpose === 'scan-file'
					? 'a saved scan is one; allowed-amis review --from LATER --since EARLIER compares two'
					: purpose === 'accounts'
						? 'accounts side by side were scanned once; review one alone for more'
						: hasRegion(queue),
			event: {type: 'since'},
		},
		applyDraftKey(['review']),
		copyCommandKey(['review']),
		quitKey(['review']),
		...fieldKeys(['export-name'] as const, 'save'),
		...overwriteKeys(['overwrite'] as const),
		...fieldKeys(['filter'] as const, 'keep the filter', 'clear the filter'),
		{keys: ['tab'], words: 'complete', where: ['filter'], isInFooter: true, event: list(complete)},
		{
			keys: ['up'],
			words: 'one up',
			where: ['filter'],
			event: list(
				onList((browser) => {
					browser.moveBy(-1);
				}),
			),
		},
		{
			keys: ['down'],
			words: 'one down',
			where: ['filter'],
			event: list(
				onList((browser) => {
					browser.moveBy(1);
				}),
			),
		},
	],
};

function hasRegion(queue: readonly string[]): Guard {
	return queue.length === 0 ? 'there is no Region to ask' : true;
}

/** How many offenders are new, once that is known. */
function newsInWords(state: RolloutState): string {
	const {since} = currentWork(state);
	const found = since === undefined ? undefined : valueOf(since.found);
	const count = found?.images
		.filter(({difference}) => offendersNow.has(difference))
		.reduce((sum, {rows}) => sum + rows.length, 0);
	return count === undefined ? 'since the last scan' : `${count.toLocaleString('en-US')} new since the last scan`;
}

function placeOf({exporting, jump: number, isFiltering, picker}: StateIn<'review'>['step']): Place {
	if (picker !== undefined) {
		return picker.what;
	}

	if (exporting !== undefined) {
		return exporting.phase === 'overwrite?' ? 'overwrite' : 'export-name';
	}

	return number === undefined ? (isFiltering ? 'filter' : 'review') : 'jump';
}
