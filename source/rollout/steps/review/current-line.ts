/** What the cursor of the review is on, and which keys that leaves something to do. */
import type {ImageEvidence} from '../../../criteria/evaluation/image.ts';
import type {Line} from '../../../inventory/list/browser-snapshot.ts';
import type {Browser} from '../../../inventory/list/browser.ts';
import {placeOf} from '../../../inventory/place.ts';
import type {Inventory} from '../../../inventory/store.ts';
import {bothOf, type Guard} from '../../../machine/guard.ts';
import type {StepOf, UserEvent, WizardState} from '../../state.ts';

/** What a line is of: one image, an instance that no image is known of, more than one thing maybe, or nothing, where the list is empty. */
export type LineKind = 'image' | 'instance' | 'group' | 'none';

/** What the state is to hear of the current line, since keys look at the state alone; `undefined` where it has heard. */
export function lineToTell(browser: Browser, state: WizardState): UserEvent | undefined {
	if (state.phase === 'account' || state.step.name !== 'review') {
		return undefined;
	}

	const line = kindOf(lineOf(browser));
	return line === state.step.line ? undefined : {type: 'shown-line', line};
}

type InReview = {readonly step: StepOf<'review'>};

/** Whether the cursor is on anything; before that was told, a key may be pressed. */
export function hasLine({step}: InReview): Guard {
	return step.line === 'none' ? 'nothing is listed' : true;
}

/** Whether what becomes of the list can be seen: details alone leave no room for it. */
export function canSeeList({step}: InReview): Guard {
	return step.isZoomed === true ? 'the details have the whole screen; z leads back to the list' : true;
}

/** Whether there is a line to mark, in a list that can be seen. */
export function canMark(state: InReview): Guard {
	return bothOf(hasLine(state), canSeeList(state));
}

/** Whether the line is of one image. */
export function hasImage({step: {line}}: InReview): Guard {
	return line === 'none'
		? 'nothing is listed'
		: line === 'group'
			? 'this line is a group, of more than one image maybe; enter opens it'
			: line === 'instance'
				? 'nothing is known of the image of this instance'
				: true;
}

/** Whether the line is of one thing that AWS's console has a page for. */
export function hasPage(state: InReview): Guard {
	return state.step.line === 'instance' ? true : hasImage(state);
}

/** The Region of the current line, as a place where there are several accounts; `undefined` where it is a group over several, or there is none. */
export function currentLineRegion(browser: Browser): string | undefined {
	const line = lineOf(browser);
	return line?.type === 'instance'
		? placeOf(line.account, line.region)
		: line?.group.by === 'region' && browser.inventory.accounts.size === 0
			? line.group.key
			: currentImage(browser)?.region;
}

/** What tells the current line from any other. */
export function currentLine(browser: Browser): string {
	const line = lineOf(browser);
	return line === undefined
		? ''
		: line.type === 'instance'
			? `${line.region} ${line.id}`
			: `${line.group.by} ${line.group.key}`;
}

/** The image of the current line, and the Region it is used in, as a place where there are several accounts. */
export function currentImage(browser: Browser): {readonly image: ImageEvidence; readonly region: string} | undefined {
	const line = lineOf(browser);
	const image = imageOf(line);
	const region =
		line?.type === 'instance' ? placeOf(line.account, line.region) : image && regionOf(image, browser.inventory);
	return image && region !== undefined ? {image, region} : undefined;
}

function lineOf(browser: Browser): Line | undefined {
	const {lines, first, cursor} = browser.getSnapshot();
	return lines[cursor - first];
}

function kindOf(line: Line | undefined): LineKind {
	return line === undefined ? 'none' : imageOf(line) === undefined ? line.type : 'image';
}

/** Only a group by image is of one image; of any other, it would be an arbitrary one. */
function imageOf(line: Line | undefined): ImageEvidence | undefined {
	return line?.type === 'instance' ? line.image : line?.group.by === 'image' ? line.group.image : undefined;
}

/** Where an image was scanned. What is known of it may have grown since it was shown: its ID then tells which it is. */
function regionOf(image: ImageEvidence, inventory: Inventory): string | undefined {
	let region: string | undefined;
	for (const entry of inventory.images()) {
		if (entry.evidence === image) {
			return entry.region;
		}

		region ??= entry.evidence?.ImageId === image.ImageId ? entry.region : undefined;
	}

	return region;
}
