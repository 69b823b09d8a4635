import {counted} from '../../counted.ts';
import type {ChainLink, LaunchSource, SourceType} from './launch.ts';

/** What a source is called before its name: `Auto Scaling group`. */
export const sourceNames: Readonly<Record<SourceType, string>> = {
	'auto-scaling-group': 'Auto Scaling group',
	'ec2-fleet': 'EC2 Fleet',
	'spot-fleet': 'Spot Fleet',
	'spot-request': 'Spot request',
	'recent-launch': 'launched lately',
	'managed-instance': 'managed instance',
	instance: 'instances',
	'launch-template': 'launch template',
	'launch-configuration': 'launch configuration',
	'ssm-parameter': 'SSM parameter',
	'image-recipe': 'image recipe',
};

/** The kinds in a word or two, for where there is room for little. */
const shortNames: Readonly<Record<SourceType, string>> = {
	'auto-scaling-group': 'group',
	'ec2-fleet': 'EC2 Fleet',
	'spot-fleet': 'Spot Fleet',
	'spot-request': 'Spot request',
	'recent-launch': 'launched',
	'managed-instance': 'managed',
	instance: 'running:',
	'launch-template': 'template',
	'launch-configuration': 'configuration',
	'ssm-parameter': 'parameter',
	'image-recipe': 'recipe',
};

/** `group spark-workers (desired 12)`, `launched 42 times, by nightly-batch/scheduler`: of an ARN, what tells it apart. */
export function shortSourceInWords(source: LaunchSource): string {
	const words = sourceInWords(source).replaceAll(/arn:[^\s/]+:(?:assumed-role|role|user)\//g, '');
	return `${shortNames[source.type]} ${words}`;
}

/** `spark-workers (desired 12)`, `web-prod (version 3)`, `9 instances`, `14 times, by nightly-batch`. */
export function sourceInWords(source: LaunchSource): string {
	const {type, id, name = id, capacity, launches = 0, versions = []} = source;
	switch (type) {
		case 'instance': {
			return counted(launches, 'instance');
		}

		case 'managed-instance': {
			const what = launches > 1 ? counted(launches, 'instance') : id;
			return source.by?.[0] === undefined ? what : `${what} (${source.by[0]})`;
		}

		case 'recent-launch': {
			return `${launches === 1 ? 'once' : `${launches} times`}${byInWords(source.by)}`;
		}

		case 'auto-scaling-group': {
			return `${name} (desired ${capacity ?? 0})`;
		}

		case 'launch-template': {
			return versions.length === 0 ? name : `${name} (version ${versions.join(', ')})`;
		}

		case 'ec2-fleet':
		case 'spot-fleet':
		case 'spot-request':
		case 'launch-configuration':
		case 'ssm-parameter':
		case 'image-recipe': {
			return capacity === undefined ? name : `${name} (target ${capacity})`;
		}
	}
}

function byInWords([first, ...others]: readonly string[] = []): string {
	return first === undefined ? '' : `, by ${first}${others.length > 0 ? ` and ${others.length} more` : ''}`;
}

/** The way from a source to its image: `template spark-next 2 ($Latest) → parameter /ci/runner/ami`. */
export function chainInWords(chain: readonly ChainLink[]): string {
	return chain.map((link) => linkInWords(link)).join(' → ');
}

function linkInWords(link: ChainLink): string {
	switch (link.type) {
		case 'template': {
			const version = link.version === undefined ? link.asked : String(link.version);
			return `template ${link.name} ${version}${version === link.asked ? '' : ` (${link.asked})`}`;
		}

		case 'configuration': {
			return `configuration ${link.name}`;
		}

		case 'parameter': {
			return `parameter ${link.name}`;
		}
	}
}

/** What launches, by kind and name: `Auto Scaling group spark-workers (desired 12)`, `9 instances`. */
function launchSourceInWords(source: LaunchSource): string {
	return source.type === 'instance' ? sourceInWords(source) : `${sourceNames[source.type]} ${sourceInWords(source)}`;
}

/** The whole way: `Auto Scaling group ci (desired 2) → template ci-next 2 ($Latest) → parameter /ci/ami → ami-0b1c…`. */
export function wayInWords(source: LaunchSource): string {
	const [first, ...rest] = source.chain;
	// A template is the first step of its own way.
	const isItself = source.type === 'launch-template' && first?.type === 'template' && first.id === source.id;
	return [
		launchSourceInWords(source),
		...(isItself ? rest : source.chain).map((link) => linkInWords(link)),
		source.imageId === '' ? 'an image that is not known' : source.imageId,
	].join(' → ');
}
