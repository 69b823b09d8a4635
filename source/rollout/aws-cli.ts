import type {ImageCriteria} from '../criteria/criterion.ts';
import {currentRegion, currentWork, type RolloutState, type WizardOptions, type WizardState} from './state.ts';

type Connection = Pick<WizardOptions, 'profile' | 'endpointUrl'>;

/** The AWS CLI command that the screen at hand equals, ready to be pasted into a POSIX shell. */
export function equalCommand(state: WizardState): string {
	const {options} = state;
	if (state.phase === 'account') {
		return awsCli(['sts', 'get-caller-identity'], options);
	}

	const region = currentRegion(state);
	switch (state.step.name) {
		case 'account': {
			return awsCli(['sts', 'get-caller-identity'], options);
		}

		case 'regions': {
			return awsCli(['ec2', 'get-allowed-images-settings', '--region', 'REGION'], options);
		}

		case 'audit': {
			const isOn = state.step.run.status === 'done';
			return isOn ? ec2('get-allowed-images-settings', region, options) : enable('audit-mode', region, options);
		}

		case 'criteria': {
			return ec2('get-allowed-images-settings', region, options);
		}

		case 'apply': {
			return replaceCriteria(currentWork(state).draft?.criteria ?? [], region, options);
		}

		case 'scan': {
			return ec2('describe-instance-image-metadata', region, options);
		}

		case 'review': {
			return reviewCommand(state, region);
		}

		case 'decide': {
			return ec2('get-allowed-images-settings', region, options);
		}

		case 'enforce': {
			return enable('enabled', region, options);
		}

		case 'summary': {
			return ec2('get-allowed-images-settings', region, options);
		}
	}
}

/** The command that prints a Region's settings. */
export function settingsCommand(region: string, options: Connection): string {
	return ec2('get-allowed-images-settings', region, options);
}

/** `aws` with the profile and endpoint in use. */
function awsCli(words: readonly string[], {profile, endpointUrl}: Connection): string {
	const all = [
		'aws',
		...words,
		...(profile === undefined ? [] : ['--profile', profile]),
		...(endpointUrl === undefined ? [] : ['--endpoint-url', endpointUrl]),
	];
	return all.map((word) => shellWord(word)).join(' ');
}

function ec2(operation: string, region: string | undefined, options: Connection, ...more: readonly string[]): string {
	return awsCli(['ec2', operation, ...(region === undefined ? [] : ['--region', region]), ...more], options);
}

function enable(state: 'audit-mode' | 'enabled', region: string | undefined, options: WizardOptions): string {
	return ec2('enable-allowed-images-settings', region, options, '--allowed-images-settings-state', state);
}

function replaceCriteria(criteria: ImageCriteria, region: string | undefined, options: WizardOptions): string {
	return ec2(
		'replace-image-criteria-in-allowed-images-settings',
		region,
		options,
		'--image-criteria',
		JSON.stringify(criteria),
	);
}

function reviewCommand(state: RolloutState, region: string | undefined): string {
	const references = state.step.name === 'review' ? state.step.references : undefined;
	return references === undefined
		? ec2('describe-instance-image-metadata', region, state.options, '--filters', 'Name=image-allowed,Values=false')
		: ec2(
				'describe-image-references',
				references.region,
				state.options,
				'--include-all-resource-types',
				'--image-ids',
				references.imageId,
			);
}

/** A word as a POSIX shell reads it back. */
function shellWord(word: string): string {
	return /^[\w%+,\-./:=@]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
