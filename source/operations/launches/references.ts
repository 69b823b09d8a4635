import type {ImageReference} from '../ports.ts';
import type {LaunchSource, SourceType} from './launch.ts';

/** What refers to images beside what is asked for outright: SSM parameters and Image Builder's recipes. */
export function referenceSources(region: string, references: readonly ImageReference[]): readonly LaunchSource[] {
	const types: Readonly<Record<string, SourceType>> = {
		'ssm:Parameter': 'ssm-parameter',
		'imagebuilder:ImageRecipe': 'image-recipe',
		'imagebuilder:ContainerRecipe': 'image-recipe',
	};
	return references.flatMap(({ImageId: imageId, ResourceType, Arn: id}): LaunchSource[] => {
		const type = types[ResourceType];
		return type === undefined ? [] : [{region, type, id, name: nameOf(id), imageId, chain: []}];
	});
}

/** `/golden/current` of a parameter's ARN, `golden-al2023/2.4.0` of a recipe's. */
function nameOf(arn: string): string {
	const resource = arn.split(':').slice(5).join(':');
	const name = resource.slice(resource.indexOf('/'));
	return resource.startsWith('parameter/') ? name : name.slice(1);
}
