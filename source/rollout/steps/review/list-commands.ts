import type {ImageEvidence} from '../../../criteria/image.ts';
import type {BrowserView} from '../../../inventory/list/browser-snapshot.ts';
import type {Browser} from '../../../inventory/list/browser.ts';
import {groupings} from '../../../inventory/list/groups.ts';
import {consoleUrl, partitionOf} from '../../../partitions.ts';
import type {UserEvent, WizardState} from '../../state.ts';
import {suggestionsFor} from './suggestions.ts';

/** What a key asks of the list of instances: the session carries it out on its browser. */
export type BrowserCommand =
	| {readonly type: 'move'; readonly by: number}
	| {readonly type: 'page'; readonly by: number}
	| {readonly type: 'top'}
	| {readonly type: 'end'}
	/** Drills into a group; of an instance it shows or hides the details. */
	| {readonly type: 'open'}
	/** Out of a group, or out of the review. */
	| {readonly type: 'back'}
	/** The next or the previous of instances, images, providers, reasons, Regions, zones, types, states. */
	| {readonly type: 'group'; readonly by: 1 | -1}
	| {readonly type: 'sort'}
	| {readonly type: 'reverse'}
	| {readonly type: 'toggle-show'}
	| {readonly type: 'mark'}
	| {readonly type: 'mark-range'}
	| {readonly type: 'mark-all'}
	| {readonly type: 'clear-marks'}
	| {readonly type: 'references'}
	| {readonly type: 'copy'; readonly what: 'id' | 'arn'}
	/** To the line whose number was typed. */
	| {readonly type: 'jump'}
	/** Opens the instance, or in groups the image, in the AWS console. */
	| {readonly type: 'console'}
	/** Puts a suggestion for the image at hand into the draft: the first, second or third shown. */
	| {readonly type: 'suggest'; readonly index: number};

const views: readonly BrowserView[] = ['instances', ...groupings];

/** Carries a command out. Gives the event that the wizard's state is to hear of, if any. */
export function browse(
	command: BrowserCommand,
	browser: Browser,
	state: WizardState,
	now: Date,
): UserEvent | undefined {
	switch (command.type) {
		case 'move': {
			browser.moveBy(command.by);
			return undefined;
		}

		case 'page': {
			browser.page(command.by);
			return undefined;
		}

		case 'top': {
			browser.moveTo('top');
			return undefined;
		}

		case 'end': {
			browser.moveTo('end');
			return undefined;
		}

		case 'open': {
			return browser.open() ? undefined : {type: 'detail'};
		}

		case 'back': {
			const hasFilter = state.phase === 'rollout' && state.step.name === 'review' && state.step.filter.value !== '';
			return !hasFilter && browser.back() ? undefined : {type: 'back'};
		}

		case 'group': {
			const index = views.indexOf(browser.getSnapshot().view) + command.by;
			browser.groupBy(views.at(index % views.length) ?? 'instances');
			return undefined;
		}

		case 'sort': {
			browser.cycleSort();
			return undefined;
		}

		case 'reverse': {
			browser.reverseSort();
			return undefined;
		}

		case 'toggle-show': {
			browser.toggleShow();
			return undefined;
		}

		case 'mark': {
			browser.toggleMark();
			browser.moveBy(1);
			return undefined;
		}

		case 'mark-range': {
			browser.markRange();
			return undefined;
		}

		case 'mark-all': {
			browser.markAll();
			return undefined;
		}

		case 'clear-marks': {
			browser.clearMarks();
			return undefined;
		}

		case 'copy': {
			const text = textToCopy(browser, state, command.what);
			return text === undefined ? undefined : {type: 'copy', text};
		}

		case 'jump': {
			const typed = state.phase === 'rollout' && state.step.name === 'review' ? state.step.jump?.value : undefined;
			if (typed !== undefined && typed !== '') {
				browser.moveTo(Number(typed) - 1);
			}

			return {type: 'submit'};
		}

		case 'console': {
			return openInConsole(browser, state);
		}

		case 'suggest': {
			const atHand = imageAtHand(browser);
			const suggestion =
				atHand && state.phase === 'rollout'
					? suggestionsFor(state, browser.inventory, atHand, now)[command.index]
					: undefined;
			return suggestion === undefined
				? {type: 'notice', notice: {tone: 'info', text: 'There is nothing to add for this one.'}}
				: {type: 'add-to-draft', criteria: suggestion.criteria, label: suggestion.label};
		}

		case 'references': {
			const atHand = imageAtHand(browser);
			return atHand === undefined
				? undefined
				: {type: 'references', imageId: atHand.image.ImageId, region: atHand.region};
		}
	}
}

/** The ID or ARN of the line at hand; of all marked instances, a line each. */
function textToCopy(browser: Browser, state: WizardState, what: 'id' | 'arn'): string | undefined {
	const marked = browser.markedRows().map((row) => browser.inventory.instanceAt(row));
	const atHand = browser.currentInstance();
	const instances = marked.length > 0 ? marked : atHand === undefined ? [] : [atHand];
	if (instances.length === 0) {
		return imageAtHand(browser)?.image.ImageId;
	}

	const account = state.phase === 'rollout' ? state.identity.account : '';
	return instances
		.map(({InstanceId, Region, OwnerId}) =>
			what === 'id'
				? InstanceId
				: `arn:${partitionIn(Region, state)}:ec2:${Region}:${OwnerId ?? account}:instance/${InstanceId}`,
		)
		.join('\n');
}

/** The partition of a Region: by its name, as a saved scan tells no more; a name like none is one of the account's own. */
function partitionIn(region: string, state: WizardState): string {
	return partitionOf(region) ?? (state.phase === 'rollout' ? state.identity.partition : 'aws');
}

/** The page of the line at hand in the AWS console of its Region's partition. */
function openInConsole(browser: Browser, state: WizardState): UserEvent | undefined {
	const instance = browser.currentInstance();
	const atHand = imageAtHand(browser);
	const region = instance?.Region ?? atHand?.region;
	if (region === undefined) {
		return undefined;
	}

	const partition = partitionIn(region, state);
	const url = consoleUrl(
		region,
		partition,
		instance === undefined ? {imageId: atHand?.image.ImageId ?? ''} : {instanceId: instance.InstanceId},
	);
	return url === undefined
		? {
				type: 'notice',
				notice: {tone: 'info', text: `Where the console of the partition ${partition} is, is not known here.`},
			}
		: {type: 'open-url', url};
}

/** The image of the line at hand, and the Region it is used in. */
export function imageAtHand(browser: Browser): {readonly image: ImageEvidence; readonly region: string} | undefined {
	const {lines, first, cursor} = browser.getSnapshot();
	const line = lines[cursor - first];
	if (line?.type === 'instance') {
		return line.image && {image: line.image, region: line.region};
	}

	const image = line?.group.image;
	const region = browser.inventory.images().find(({evidence}) => evidence === image)?.region;
	return image && region !== undefined ? {image, region} : undefined;
}
