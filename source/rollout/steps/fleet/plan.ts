/** What a fleet run would do in each Region, worked out before anything is sent: one plan, confirmed once. */
import type {ImageCriteria} from '../../../criteria/criterion.ts';
import {sameCriteria, type AllowedImagesSettings} from '../../../criteria/settings.ts';

/** A change of a plan. Enforcing and disabling are never part of one: each is decided by itself. */
export type PlannedStep = 'audit-mode' | 'criteria';

/** What is known of a Region when it is planned for. */
export type PlannedRegion = {
	readonly region: string;
	/** Absent where it was not read. */
	readonly settings?: AllowedImagesSettings;
	/** Why it can't be worked on, where that is known already: not opted in, denied, not read. */
	readonly unavailable?: string;
};

export type PlanRow =
	| {
			readonly region: string;
			readonly before: AllowedImagesSettings;
			/** What it is meant to report afterwards. */
			readonly after: AllowedImagesSettings;
			/** In the order they are made; none where the Region is as planned already. */
			readonly steps: readonly PlannedStep[];
	  }
	| {readonly region: string; readonly leftOut: string; readonly before?: AllowedImagesSettings};

/** A Region's row that is part of the plan. */
export type ActiveRow = Extract<PlanRow, {steps: readonly PlannedStep[]}>;

/**
The plan that puts Regions into audit mode under the same criteria. What is left out says why: loosening an enforced Region is never part of a
plan, and what is not known is not touched.
*/
export function planFor(regions: readonly PlannedRegion[], criteria: ImageCriteria): readonly PlanRow[] {
	return regions.map(({region, settings, unavailable}): PlanRow => {
		if (unavailable !== undefined || settings === undefined) {
			return {region, leftOut: unavailable ?? 'its settings were not read'};
		}

		const leftOut = reasonToLeaveOut(settings);
		if (leftOut !== undefined) {
			return {region, leftOut, before: settings};
		}

		const steps: readonly PlannedStep[] = [
			...(settings.State === 'disabled' ? (['audit-mode'] as const) : []),
			...(sameCriteria(settings.ImageCriteria, criteria) ? [] : (['criteria'] as const)),
		];
		return {region, before: settings, after: {...settings, State: 'audit-mode', ImageCriteria: criteria}, steps};
	});
}

function reasonToLeaveOut({State, ManagedBy}: AllowedImagesSettings): string | undefined {
	if (ManagedBy !== 'account') {
		return 'a policy of the organization manages it';
	}

	switch (State) {
		case 'disabled':
		case 'audit-mode': {
			return undefined;
		}

		case 'enabled': {
			return 'it is enforced already; a fleet run never loosens';
		}

		default: {
			return `it reports a state that is not known here: ${State}`;
		}
	}
}

export function isActive(row: PlanRow): row is ActiveRow {
	return 'steps' in row;
}

/** The next change of a Region after those that are made; none once it is as planned. */
export function stepAfter({steps}: ActiveRow, made: number): PlannedStep | undefined {
	return steps[made];
}
