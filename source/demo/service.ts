import type {DemoAccount} from './account/account.ts';
import type {Action} from './protocol/action.ts';
import {
	disableAllowedImagesSettings,
	enableAllowedImagesSettings,
	readSettings,
	replaceImageCriteria,
} from './services/ec2/allowed-images.ts';
import {describeImageReferences} from './services/ec2/image-references.ts';
import {describeImages} from './services/ec2/images.ts';
import {describeInstanceImageMetadata} from './services/ec2/instance-image-metadata.ts';
import {describeLaunchTemplates, describeLaunchTemplateVersions} from './services/ec2/launch-templates.ts';
import {describeAvailabilityZones, describeRegions} from './services/ec2/regions.ts';
import {
	authFailure,
	dryRunSucceeded,
	missingParameter,
	ServiceError,
	throttled,
	unauthorized,
} from './protocol/errors.ts';
import {LiveRegion} from './account/live-region.ts';
import {fingerprint} from './protocol/paging.ts';
import type {Query, SignatureScope} from './protocol/query.ts';
import {element} from './protocol/xml.ts';

const actions: ReadonlyMap<string, Action> = new Map([
	['DescribeAvailabilityZones', describeAvailabilityZones],
	['DescribeImageReferences', describeImageReferences],
	['DescribeImages', describeImages],
	['DescribeInstanceImageMetadata', describeInstanceImageMetadata],
	['DescribeLaunchTemplates', describeLaunchTemplates],
	['DescribeLaunchTemplateVersions', describeLaunchTemplateVersions],
	['DescribeRegions', describeRegions],
	['DisableAllowedImagesSettings', disableAllowedImagesSettings],
	['EnableAllowedImagesSettings', enableAllowedImagesSettings],
	['GetAllowedImagesSettings', readSettings],
	['ReplaceImageCriteriaInAllowedImagesSettings', replaceImageCriteria],
]);

const protocolParameters = new Set(['Action', 'Version']);

/** EC2 and STS for one account, apart from HTTP: a query and what it is signed for in, an answer's content or a `ServiceError` out. */
export class DemoService {
	readonly #regions: ReadonlyMap<string, LiveRegion>;
	readonly #settleReads: number;
	readonly #now: () => Date;
	readonly #attempts = new Map<string, number>();
	readonly account: DemoAccount;

	constructor(account: DemoAccount, options: {settleReads: number; now: () => Date}) {
		this.account = account;
		this.#settleReads = options.settleReads;
		this.#now = options.now;
		this.#regions = new Map(
			account.regions.map((region) => [region.name, new LiveRegion(region, account, options.now)]),
		);
	}

	region(name: string): LiveRegion | undefined {
		return this.#regions.get(name);
	}

	answer(action: string, query: Query, scope: SignatureScope | undefined): string {
		if (action === '') {
			throw new ServiceError('MissingAction', 'The request must contain the parameter Action');
		}

		if (!scope) {
			throw missingParameter('AWSAccessKeyId');
		}

		return scope.service === 'sts' ? this.#answerSts(action, query) : this.#answerEc2(action, query, scope);
	}

	#answerSts(action: string, query: Query): string {
		if (action !== 'GetCallerIdentity') {
			throw new ServiceError(
				'InvalidAction',
				`Could not find operation ${action} for version ${query.text('Version') ?? 'NO_VERSION_SPECIFIED'}`,
			);
		}

		const {arn, userId, id} = this.account;
		return element('Arn', arn) + element('UserId', userId) + element('Account', id);
	}

	#answerEc2(name: string, query: Query, {region: regionName}: SignatureScope): string {
		const action = actions.get(name);
		if (!action) {
			throw new ServiceError('InvalidAction', `The action ${name} is not valid for this web service.`);
		}

		const region = this.#regions.get(regionName);
		if (!region || region.data.optInStatus === 'not-opted-in') {
			throw authFailure();
		}

		query.allowOnly([...protocolParameters, 'DryRun', ...action.parameters]);
		if (region.data.denied.includes(name)) {
			throw unauthorized(this.account.arn, name);
		}

		if (query.boolean('DryRun')) {
			throw dryRunSucceeded();
		}

		if (region.data.throttled.includes(name) && this.#isOddAttempt(name, regionName, query)) {
			throw throttled();
		}

		const call = {query, account: this.account, region, now: this.#now(), settleReads: this.#settleReads};
		return action.answer(call);
	}

	/** The first, third, … time that the very same request comes: whoever tries again gets through. */
	#isOddAttempt(action: string, region: string, query: Query): boolean {
		const key = `${action} ${fingerprint(region, query)} ${query.text('NextToken') ?? ''}`;
		const attempt = (this.#attempts.get(key) ?? 0) + 1;
		this.#attempts.set(key, attempt);
		if (this.#attempts.size > 10_000) {
			this.#attempts.clear();
		}

		return attempt % 2 === 1;
	}
}
