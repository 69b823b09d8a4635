import type {BrowserView} from '../../../inventory/list/browser-snapshot.ts';
import type {Browser} from '../../../inventory/list/browser.ts';
import {accountAt, regionAt} from '../../../inventory/place.ts';
import {groupings} from '../../../inventory/list/groups.ts';
import {addIfShown, noticeOf} from '../../shown-details.ts';
import {currentRegion, isOffline, type UserEvent, type WizardState} from '../../state.ts';
import {currentImage, currentLine, currentLineRegion} from './current-line.ts';
import {consoleUrl, partitionOf} from './partitions.ts';
import {suggestionsFor} from './suggestions.ts';

/** What a command may use: the list that is on the screen, the state around it, and the time. */
type ListUse = {readonly browser: Browser; readonly state: WizardState; readonly now: Date};

/** What a key does to the list of instances, which is no state: it gives the event that the wizard's state is to hear of, if any. */
export type ListCommand = (use: ListUse) => UserEvent | undefined;

const views: readonly BrowserView[] = ['instances', ...groupings];

/** A command that only the list hears of. */
export function onList(change: (browser: Browser) => void): ListCommand {
	return ({browser}) => {
		change(browser);
		return undefined;
	};
}

export const clearMarks: ListCommand = ({browser}) => {
	if (browser.getSnapshot().marks === 0) {
		return noticeOf('Nothing is marked.');
	}

	browser.clearMarks();
	return undefined;
};

/** Drills into a group; of an instance it shows or hides the details. */
export const open: ListCommand = ({browser}) => (browser.open() ? undefined : {type: 'detail'});

/** Out of the filter, out of a group, or out of the review. */
export const leave: ListCommand = ({browser, state}) => {
	const hasFilter = state.phase === 'rollout' && state.step.name === 'review' && state.step.filter.value !== '';
	return !hasFilter && browser.back() ? undefined : {type: 'back'};
};

/**
The next or the previous of instances, images, providers, reasons, accounts where there are several, Regions, zones, types, states, operators; past
the ends, of launches.
*/
export function group(by: 1 | -1): ListCommand {
	return ({browser, state}) => {
		const {view, crumbs} = browser.getSnapshot();
		const there = browser.inventory.accounts.size > 0 ? views : views.filter((one) => one !== 'account');
		const index = there.indexOf(view) + by;
		const hasLaunches = crumbs.length === 0 && !(state.phase === 'rollout' && isOffline(state.options));
		if (hasLaunches && (index < 0 || index === there.length)) {
			return {type: 'launches', by: by === 1 ? 'image' : 'source'};
		}

		browser.groupBy(there.at(index % there.length) ?? 'instances');
		return undefined;
	};
}

/** To the line whose number was typed. */
export const jump: ListCommand = ({browser, state}) => {
	const typed = state.phase === 'rollout' && state.step.name === 'review' ? state.step.jump?.value : undefined;
	if (typed !== undefined && typed !== '') {
		browser.moveTo(Number(typed) - 1);
	}

	return {type: 'submit'};
};

export function copy(what: 'id' | 'arn'): ListCommand {
	return ({browser, state}) => {
		const text = textToCopy(browser, state, what);
		return text === undefined ? noticeOf(openFirst) : {type: 'copy', text};
	};
}

/** Puts a suggestion for the current image into the draft: the first, second or third shown. */
export function addSuggestion(index: number): ListCommand {
	return ({browser, state, now}) => {
		const current = currentImage(browser);
		if (current === undefined) {
			return noticeOf(browser.currentGroup() === undefined ? 'There is no image to allow here.' : openFirst);
		}

		const {region} = current;
		if (state.phase === 'account' || region !== currentRegion(state)) {
			return noticeOf(`The draft is for another Region: decide on ${region} in its own turn.`);
		}

		const details = state.step.name === 'review' ? state.step.details : undefined;
		const suggestions = suggestionsFor(state, browser.inventory, current, now);
		return addIfShown({of: currentLine(browser), details}, suggestions, index);
	};
}

const openFirst = 'This line is a group, of more than one image maybe: enter opens it.';

/** Through the details of the current line. */
export function scrollDetails(by: number): ListCommand {
	return ({browser}) => ({type: 'scroll-details', of: currentLine(browser), by});
}

export const lookForReferences: ListCommand = ({browser}) => {
	const current = currentImage(browser);
	return current === undefined
		? noticeOf(openFirst)
		: {type: 'references', imageId: current.image.ImageId, region: current.region};
};

/** The ID or ARN of the current line; of all marked instances, a line each. */
function textToCopy(browser: Browser, state: WizardState, what: 'id' | 'arn'): string | undefined {
	const marked = browser.markedRows().map((row) => browser.inventory.instanceAt(row));
	const current = browser.currentInstance();
	const instances = marked.length > 0 ? marked : current === undefined ? [] : [current];
	const place = currentLineRegion(browser) ?? '';
	if (instances.length === 0) {
		const imageId = currentImage(browser)?.image.ImageId;
		const region = regionAt(place);
		return imageId === undefined || what === 'id'
			? imageId
			: `arn:${partitionIn(region, state)}:ec2:${region}::image/${imageId}`;
	}

	const account = accountAt(place) ?? (state.phase === 'rollout' ? state.identity.account : '');
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

/** The page of the current line in the AWS console of its Region's partition. */
export const openInConsole: ListCommand = ({browser, state}) => {
	const instance = browser.currentInstance();
	const current = currentImage(browser);
	const region = instance?.Region ?? (current && regionAt(current.region));
	if (region === undefined) {
		return undefined;
	}

	const partition = partitionIn(region, state);
	const url = consoleUrl(
		region,
		partition,
		instance === undefined ? {imageId: current?.image.ImageId ?? ''} : {instanceId: instance.InstanceId},
	);
	return url === undefined
		? {
				type: 'notice',
				notice: {tone: 'info', text: `Where the console of the partition ${partition} is, is not known here.`},
			}
		: {type: 'open-url', url};
};
