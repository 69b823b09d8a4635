import type {ImageCriteria} from '../../criteria/criterion.ts';
import {sameCriteria, sameSettings, type AllowedImagesSettings} from '../../criteria/settings.ts';
import {problemOf, type Problem, type ProblemKind} from '../../problem.ts';
import type {Answer, ChangeKind, ChangeOutcome, Cloud, Identity, Ledger} from '../ports.ts';
import type {Enforcement} from './enforcement.ts';

/** One change to one Region: what to send, and the settings it was decided upon. */
export type Change =
	| {
			readonly kind: 'audit-mode' | 'disabled';
			readonly region: string;
			readonly expected: AllowedImagesSettings;
			readonly undoes?: string;
			/** The fleet run it is part of. */
			readonly run?: string;
	  }
	| {
			readonly kind: 'criteria';
			readonly region: string;
			readonly expected: AllowedImagesSettings;
			readonly criteria: ImageCriteria;
			readonly undoes?: string;
			/** The fleet run it is part of. */
			readonly run?: string;
	  }
	| {readonly kind: 'enabled'; readonly enforcement: Enforcement; readonly undoes?: string; readonly run?: string};

/** How many Regions are changed side by side: each has limits of its own, and more could not be watched. */
export const changesAtOnce = 5;

/** Where a change is: reading the Region again, writing the history, waiting for AWS's answer, waiting for the Region to report it. */
export type ChangeStage = 'checking' | 'recording' | 'sending' | 'settling';

export type ChangeResult =
	/** Made: the Region reports all of what was intended. */
	| {readonly type: 'changed'; readonly settings: AllowedImagesSettings; readonly answer: string}
	/** Made, and the Region reports something else than was intended: an alarm. */
	| {readonly type: 'differs'; readonly found: AllowedImagesSettings; readonly answer: string}
	/** The Region is not what the change was decided upon; nothing was sent. */
	| {readonly type: 'foreign'; readonly found: AllowedImagesSettings}
	/** Certainly not made: it was not sent, or AWS refused it. */
	| {readonly type: 'failed'; readonly problem: Problem}
	/** Sent, and nobody knows: no answer came, or the Region does not report what AWS said was done. */
	| {readonly type: 'unclear'; readonly problem: Problem; readonly answer?: string};

/**
The only road to a mutating call. Reads the Region again and stops if anyone changed it; writes the history durably; sends; completes the
history with AWS's answer; then reads back until the Region reports the change, and compares all of its settings with what was intended. Never
throws. `report` hears of each stage as it begins.
*/
export async function carryOut(
	change: Change,
	{cloud, ledger, identity}: {cloud: Cloud; ledger: Ledger; identity: Identity},
	signal: AbortSignal,
	report: (stage: ChangeStage) => void,
): Promise<ChangeResult> {
	const region = regionOf(change);
	const before = expectedOf(change);
	let entry: string | undefined;
	let isSent = false;
	let outcome: ChangeOutcome | undefined;
	try {
		report('checking');
		const found = await cloud.settings(region, signal);
		if (!sameSettings(found, before)) {
			return {type: 'foreign', found};
		}

		report('recording');
		const after = intendedBy(change);
		entry = await ledger.begin({
			account: identity.account,
			arn: identity.arn,
			region,
			kind: change.kind,
			before,
			after,
			...(change.undoes !== undefined && {undoes: change.undoes}),
			...(change.run !== undefined && {run: change.run}),
		});

		signal.throwIfAborted();
		report('sending');
		isSent = true;
		const answer = await send(change, cloud, signal);
		outcome = {
			status: 'done',
			answer: answer.json,
			...(answer.requestId !== undefined && {requestId: answer.requestId}),
		};
		await ledger.complete(entry, outcome);

		report('settling');
		const settings = await cloud.waitForSettings(
			region,
			(settings) => hasTakenEffect(change.kind, after, settings),
			signal,
		);
		return isIntended(change, settings)
			? {type: 'changed', settings, answer: answer.json}
			: {type: 'differs', found: settings, answer: answer.json};
	} catch (error) {
		const problem = problemOf(error);
		if (entry !== undefined && outcome === undefined) {
			outcome = isSent && !isRefusal(problem.kind) ? {status: 'unknown'} : {status: 'failed', problem};
			await completeQuietly(ledger, entry, outcome);
		}

		if (isSent && outcome?.status !== 'failed') {
			return {type: 'unclear', problem, ...(outcome?.status === 'done' && {answer: outcome.answer})};
		}

		const found = problem.kind === 'changed' ? await readQuietly(cloud, region, signal) : undefined;
		return found !== undefined && !sameSettings(found, before) ? {type: 'foreign', found} : {type: 'failed', problem};
	}
}

/** The Region a change is for. */
function regionOf(change: Change): string {
	return change.kind === 'enabled' ? change.enforcement.region : change.region;
}

/** The settings a change was decided upon. */
export function expectedOf(change: Change): AllowedImagesSettings {
	return change.kind === 'enabled' ? change.enforcement.settings : change.expected;
}

/**
Whether a Region reports a change. Disabling is judged by the state alone, as it isn't documented whether the criteria stay.
*/
export function hasTakenEffect(kind: ChangeKind, after: AllowedImagesSettings, found: AllowedImagesSettings): boolean {
	switch (kind) {
		case 'criteria': {
			return sameCriteria(found.ImageCriteria, after.ImageCriteria);
		}

		case 'audit-mode':
		case 'enabled':
		case 'disabled': {
			return found.State === after.State;
		}
	}
}

/**
What a reading says of a change that was sent: that it was made, that nothing has come of it so far, or that the Region is set to something else
than was intended.
*/
export function conclusionOf(change: Change, found: AllowedImagesSettings): 'made' | 'nothing so far' | 'differs' {
	if (isIntended(change, found)) {
		return 'made';
	}

	return sameSettings(found, expectedOf(change)) ? 'nothing so far' : 'differs';
}

/** Whether a Region reports all of what a change intends: state, criteria, and who manages it. */
function isIntended(change: Change, found: AllowedImagesSettings): boolean {
	const intended = intendedBy(change);
	// Whether criteria stay when a Region is disabled isn't documented.
	const isCleared = change.kind === 'disabled' && found.ImageCriteria.length === 0;
	return sameSettings(isCleared ? {...intended, ImageCriteria: []} : intended, found);
}

/** Kinds of failure in which AWS said no: the change has certainly not been made. */
const refusals: ReadonlySet<ProblemKind> = new Set([
	'denied',
	'configuration',
	'expired',
	'throttled',
	'policy-managed',
	'invalid-criteria',
	'read-only',
	'not-found',
	'changed',
]);

function isRefusal(kind: ProblemKind): boolean {
	return refusals.has(kind);
}

/** What a Region is meant to report after a change. */
export function intendedBy(change: Change): AllowedImagesSettings {
	const before = expectedOf(change);
	return change.kind === 'criteria' ? {...before, ImageCriteria: change.criteria} : {...before, State: change.kind};
}

async function send(change: Change, cloud: Cloud, signal: AbortSignal): Promise<Answer> {
	switch (change.kind) {
		case 'audit-mode': {
			return cloud.enableAuditMode(change.region, signal, change.expected);
		}

		case 'disabled': {
			return cloud.disable(change.region, signal, change.expected);
		}

		case 'criteria': {
			return cloud.replaceCriteria(change.region, change.criteria, signal, change.expected);
		}

		case 'enabled': {
			return cloud.enforce(change.enforcement, signal);
		}
	}
}

/** What somebody else made of a Region, for the diff; where it can't be read, the first failure is the one to tell. */
async function readQuietly(
	cloud: Cloud,
	region: string,
	signal: AbortSignal,
): Promise<AllowedImagesSettings | undefined> {
	try {
		return await cloud.settings(region, signal);
	} catch {
		return undefined;
	}
}

/** An entry that can't be completed stays "not known", which is the truth: the first failure is the one to tell. */
async function completeQuietly(ledger: Ledger, entry: string, outcome: ChangeOutcome): Promise<void> {
	try {
		await ledger.complete(entry, outcome);
	} catch {}
}
