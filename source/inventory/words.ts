/** What an inventory holds and covers, in words. Numbers are grouped by commas: 1,234. */
import {counted} from '../counted.ts';
import type {BrowserSnapshot} from './list/browser-snapshot.ts';
import type {Coverage, ZoneStatus} from './coverage.ts';
import type {Totals} from './totals.ts';

const numbers = new Intl.NumberFormat('en');

/** A share in percent with one decimal, never rounded to 0 or 100 where it is neither. */
export function percent(part: number, whole: number): string {
	if (part === 0 || whole === 0) {
		return '0%';
	}

	const share = (100 * part) / whole;
	return part === whole ? '100%' : `${Math.min(99.9, Math.max(0.1, share)).toFixed(1)}%`;
}

/** `818 instances · 14 not allowed (1.7%) · 3 AMIs · 2 providers`; AMIs and providers are those that are not allowed. */
export function totalsInWords(totals: Totals): string {
	const {instances, notAllowed, unknown, imagesNotAllowed, providersNotAllowed} = totals;
	const parts = [counted(instances, 'instance')];
	if (notAllowed > 0) {
		parts.push(
			`${numbers.format(notAllowed)} not allowed (${percent(notAllowed, instances)})`,
			counted(imagesNotAllowed, 'AMI'),
			counted(providersNotAllowed, 'provider'),
		);
	} else if (instances > 0 && unknown === 0) {
		parts.push('all allowed');
	} else if (instances > unknown) {
		parts.push('none not allowed');
	}

	if (unknown > 0) {
		parts.push(`${numbers.format(unknown)} without a verdict`);
	}

	return parts.join(' · ');
}

/** `complete`, `2 of 3 zones`, `3 of 6 Regions, 1 failed`: what the totals stand for. Of one Region, or of all. */
export function coverageInWords(coverage: Coverage, region?: string): string {
	const regions = region === undefined ? coverage.regions : coverage.regions.filter((entry) => entry.region === region);
	const [only] = regions;
	if (only === undefined) {
		return 'nothing scanned yet';
	}

	if (coverage.isComplete(region)) {
		const unknown = coverage.managedGaps(region).length;
		return regions.length === 1
			? `complete${unknown === 0 ? '' : ', but for instances that AWS services manage'}`
			: `all ${regions.length} Regions${unknown === 0 ? '' : `, but for instances that AWS services manage in ${unknown}`}`;
	}

	if (regions.every(({status}) => status === 'from-file')) {
		return 'from a file, which does not say whether it is complete';
	}

	const failed = coverage.failures(region).length;
	const failedWords = failed === 0 ? '' : `, ${numbers.format(failed)} failed`;
	if (regions.length === 1) {
		const done = only.zones.filter(({status}) => status.type === 'done').length;
		return only.zonesKnown
			? `${done} of ${counted(only.zones.length, 'zone')}${failedWords}`
			: `not complete${failedWords}`;
	}

	const done = regions.filter(({status}) => status === 'done').length;
	return `${done} of ${counted(regions.length, 'Region')}${failedWords}`;
}

/** `12 instances are managed by AWS services and not listed by AWS's scan`; empty where there are none. */
export function managedInWords(coverage: Coverage, region?: string): string {
	const of = coverage.regions.filter((entry) => region === undefined || entry.region === region);
	const added = of.reduce((sum, {managed}) => sum + (managed?.added ?? 0), 0);
	const ours = of.reduce((sum, {managed}) => sum + (managed?.judgedHere ?? 0), 0);
	return added === 0
		? ''
		: `${counted(added, 'instance')} that AWS services manage and AWS's own scan does not list${ours === 0 ? '' : `, ${numbers.format(ours)} with a verdict of ours`}`;
}

const waitingReasons = {throttled: 'throttled', unreachable: 'no answer', service: 'AWS has trouble'} as const;

/** `page 3`, `throttled, next try in 2 s`, `done`. */
export function zoneInWords(status: ZoneStatus, pages: number): string {
	switch (status.type) {
		case 'queued': {
			return 'waiting for its turn';
		}

		case 'running': {
			return `page ${pages}`;
		}

		case 'waiting': {
			return `${waitingReasons[status.reason]}, next try in ${Math.ceil(status.seconds)} s`;
		}

		case 'done': {
			return 'done';
		}

		case 'failed': {
			return `failed: ${status.problem.what}`;
		}
	}
}

/** What to say where a list has no lines; empty where it has some. What was not covered is never passed over. */
export function emptyListInWords({
	state,
	scan,
	coverage,
	totals,
	filter,
}: Pick<BrowserSnapshot, 'state' | 'scan' | 'coverage' | 'totals' | 'filter'>): string {
	const soFar = scan === 'complete' ? '' : ` So far that is ${coverageInWords(coverage)}.`;
	switch (state) {
		case 'lines': {
			return '';
		}

		case 'loading': {
			return coverage.regions.length === 0 ? 'Nothing was scanned yet.' : 'The first instances are on their way.';
		}

		case 'empty': {
			return scan === 'complete' ? 'There are no instances here.' : 'The file holds no instances.';
		}

		case 'failed': {
			const [failure] = coverage.failures();
			return failure === undefined
				? 'Nothing could be scanned.'
				: `Nothing could be scanned. ${failure.problem.what} ${failure.problem.next}`;
		}

		case 'none-not-allowed': {
			// A double negation is for where not all is known.
			return scan === 'complete' && totals.unknown === 0
				? 'Every instance here is allowed.'
				: totals.unknown > 0
					? `No instance here is not allowed, but AWS gives no verdict on ${counted(totals.unknown, 'instance')}.${soFar}`
					: `No instance here is not allowed.${soFar}`;
		}

		case 'nothing-matches': {
			return `Nothing matches “${filter.text}”.${soFar}`;
		}

		case 'nothing-here': {
			return 'Nothing is left in this group.';
		}
	}
}
