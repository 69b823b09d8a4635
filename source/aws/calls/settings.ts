import {
	DisableAllowedImagesSettingsCommand,
	EnableAllowedImagesSettingsCommand,
	GetAllowedImagesSettingsCommand,
	ReplaceImageCriteriaInAllowedImagesSettingsCommand,
	type GetAllowedImagesSettingsCommandOutput,
	type ImageCriterion,
	type ImageCriterionRequest,
} from '@aws-sdk/client-ec2';
import {createWaiter, WaiterState} from '@smithy/core/client';
import type {ImageCriteria} from '../../criteria/criterion.ts';
import {sameSettings, type AllowedImagesSettings} from '../../criteria/settings.ts';
import {ProblemError, type ProblemKind} from '../../problem.ts';
import type {Enforcement} from '../../operations/change/enforcement.ts';
import type {Answer} from '../../operations/ports.ts';
import type {Caller, Request} from '../client/caller.ts';
import type {ChangeAction} from '../client/actions.ts';
import {WrongAnswerError, type ResponseMetadata} from '../client/errors/foreign-answers.ts';
import {managedElsewhere} from '../client/errors/refusal.ts';
import {safe} from '../client/safe.ts';

/** How long to wait for a Region to report a change, in seconds. */
export type WaitingTimes = {readonly first: number; readonly longest: number; readonly inAll: number};

export const defaultWaitingTimes: WaitingTimes = {first: 0.5, longest: 4, inAll: 120};

/**
One Region's settings, as they are reported right now. A state or a parameter that this tool does not know is kept as AWS spelled it.
@see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_GetAllowedImagesSettings.html
*/
export async function readSettings(
	caller: Caller,
	region: string,
	signal: AbortSignal,
): Promise<AllowedImagesSettings> {
	const {State, ImageCriteria, ManagedBy} = await caller.call(
		{
			action: 'ec2:GetAllowedImagesSettings',
			region,
			async send(client, options) {
				const answer = await client.send(new GetAllowedImagesSettingsCommand({}), options);
				assertWhole(answer);
				return answer;
			},
		},
		signal,
	);
	return safe({State: State ?? '', ImageCriteria: criteriaFrom(ImageCriteria), ManagedBy: ManagedBy ?? 'account'});
}

/**
That an answer tells the state, and the criteria wherever they decide what may be launched: criteria that are left out are not "no
criteria". What is enforced, and what an undo puts back one day, would be made up.
*/
function assertWhole({State, ImageCriteria, $metadata}: GetAllowedImagesSettingsCommandOutput): void {
	if (State === undefined || State === '') {
		throw new WrongAnswerError('it has no state', $metadata);
	}

	if (State !== 'disabled' && ImageCriteria === undefined) {
		throw new WrongAnswerError(`it has no imageCriterionSet beside the state ${State}`, $metadata);
	}
}

/**
Turns audit mode on.
@see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_EnableAllowedImagesSettings.html
*/
export async function enableAuditMode(
	caller: Caller,
	region: string,
	signal: AbortSignal,
	expected?: AllowedImagesSettings,
): Promise<Answer> {
	return change(caller, signal, {
		action: 'ec2:EnableAllowedImagesSettings',
		region,
		expected,
		send: async (client, options) =>
			client.send(new EnableAllowedImagesSettingsCommand({AllowedImagesSettingsState: 'audit-mode'}), options),
		isDone: ({AllowedImagesSettingsState: state}) => state === 'audit-mode',
	});
}

/** Starts to enforce: the one place that can say `enabled`. */
export async function enforce(caller: Caller, enforcement: Enforcement, signal: AbortSignal): Promise<Answer> {
	const {region, settings} = enforcement;
	return change(caller, signal, {
		action: 'ec2:EnableAllowedImagesSettings',
		region,
		expected: settings,
		send: async (client, options) =>
			client.send(new EnableAllowedImagesSettingsCommand({AllowedImagesSettingsState: 'enabled'}), options),
		isDone: ({AllowedImagesSettingsState: state}) => state === 'enabled',
	});
}

/**
Turns Allowed AMIs off.
@see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DisableAllowedImagesSettings.html
*/
export async function disable(
	caller: Caller,
	region: string,
	signal: AbortSignal,
	expected?: AllowedImagesSettings,
): Promise<Answer> {
	return change(caller, signal, {
		action: 'ec2:DisableAllowedImagesSettings',
		region,
		expected,
		send: async (client, options) => client.send(new DisableAllowedImagesSettingsCommand({}), options),
		isDone: ({AllowedImagesSettingsState: state}) => state === 'disabled',
	});
}

/**
Replaces the whole list of criteria, parameters unknown to the SDK included.
@see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ReplaceImageCriteriaInAllowedImagesSettings.html
*/
export async function replaceCriteria(
	caller: Caller,
	region: string,
	criteria: ImageCriteria,
	{signal, expected}: {readonly signal: AbortSignal; readonly expected?: AllowedImagesSettings | undefined},
): Promise<Answer> {
	const input = {ImageCriteria: requestFrom(criteria)};
	return change(caller, signal, {
		action: 'ec2:ReplaceImageCriteriaInAllowedImagesSettings',
		region,
		expected,
		send: async (client, options) =>
			client.send(new ReplaceImageCriteriaInAllowedImagesSettingsCommand(input), options),
		isDone: ({ReturnValue: isDone}) => isDone === true,
	});
}

/**
Reads until the Region reports what `isSettled` wants, with the SDK's waiter, and gives that reading. Rejects with `service` when it takes
too long: the change was accepted, and the Region may still come to report it.
*/
export async function waitForSettings(
	caller: Caller,
	region: string,
	isSettled: (settings: AllowedImagesSettings) => boolean,
	{signal, times}: {readonly signal: AbortSignal; readonly times: WaitingTimes},
): Promise<AllowedImagesSettings> {
	let last: AllowedImagesSettings | undefined;
	const {state} = await createWaiter<Caller, string>(
		{client: caller, minDelay: times.first, maxDelay: times.longest, maxWaitTime: times.inAll, abortSignal: signal},
		region,
		async () => {
			last = await readSettings(caller, region, signal);
			return {state: isSettled(last) ? WaiterState.SUCCESS : WaiterState.RETRY};
		},
	);
	if (signal.aborted) {
		throw new DOMException('Stopped.', 'AbortError');
	}

	if (last === undefined || state !== WaiterState.SUCCESS) {
		throw new ProblemError({
			kind: 'service',
			what: `${region} still reports ${last?.State ?? 'nothing'} ${times.inAll} seconds after AWS accepted the change.`,
			next: 'Wait a little and read the Region again before you change anything else.',
		});
	}

	return last;
}

/** The SDK's types know neither read-only lists, literal labels nor future parameters; at run time the two are the same. */
function criteriaFrom(criteria: ImageCriterion[] | undefined): ImageCriteria {
	const list: unknown = criteria ?? [];
	return list as ImageCriteria;
}

function requestFrom(criteria: ImageCriteria): ImageCriterionRequest[] {
	const list: unknown = criteria;
	return list as ImageCriterionRequest[];
}

type Output = {readonly $metadata: ResponseMetadata};

type ChangeRequest<Answered extends Output> = Omit<Request<Answered>, 'action' | 'beforeRetry'> & {
	readonly action: ChangeAction;
	/** The settings that the change was decided upon. */
	readonly expected: AllowedImagesSettings | undefined;
	/** Whether the answer says that it was done. */
	isDone(answer: Answered): boolean;
};

/**
Sends a change and gives AWS's answer as the AWS CLI would print it. A throttled call is tried again like any other, yet never on old
knowledge: before each further try the settings are read again and have to be those that the change was decided upon. An answer that doesn't
say that it was done is none: what became of the change only the Region can tell.
*/
async function change<Answered extends Output>(
	caller: Caller,
	signal: AbortSignal,
	{action, region, expected, send, isDone}: ChangeRequest<Answered>,
): Promise<Answer> {
	const request: Request<Answered> = {
		action,
		region,
		async send(client, options) {
			const answer = await send(client, options);
			if (!isDone(answer)) {
				throw new WrongAnswerError(`it says ${inJson(answer)}`, answer.$metadata);
			}

			return answer;
		},
		async beforeRetry() {
			if (expected !== undefined && !sameSettings(await readSettings(caller, region, signal), expected)) {
				throw new ProblemError({
					kind: 'changed',
					what: `The settings of ${region} changed while AWS was throttling the call; nothing was changed by this run.`,
					next: 'Look at what changed, and decide anew.',
				});
			}
		},
	};
	const answer = await caller.call(request, signal).catch(async (error: unknown) => {
		throw await refusedByPolicy(caller, region, error, signal);
	});
	const {requestId} = answer.$metadata;
	return safe({json: inJson(answer), ...(requestId !== undefined && {requestId})});
}

/** Kinds of answers behind which a policy of the organization may stand, with a text of its own. */
const unexplained: ReadonlySet<ProblemKind> = new Set(['denied', 'invalid-criteria', 'not-found', 'service']);

/**
A refusal, with what the Region reports after it: the text, code and status of one by a policy can be the organization's own, and then nothing
but `ManagedBy` tells.
*/
async function refusedByPolicy(caller: Caller, region: string, error: unknown, signal: AbortSignal): Promise<unknown> {
	if (!(error instanceof ProblemError) || error.problem.code === undefined || !unexplained.has(error.problem.kind)) {
		return error;
	}

	try {
		const {ManagedBy} = await readSettings(caller, region, signal);
		return ManagedBy === 'account'
			? error
			: new ProblemError(
					{
						...error.problem,
						kind: 'policy-managed',
						what: `${error.problem.what} ${region} reports that its settings are managed by a policy of the organization (${ManagedBy}).`,
						next: managedElsewhere,
					},
					{cause: error},
				);
	} catch {
		return error;
	}
}

function inJson({$metadata: _, ...output}: Output): string {
	const members = Object.entries(output).map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`);
	return `{${members.join(', ')}}`;
}
