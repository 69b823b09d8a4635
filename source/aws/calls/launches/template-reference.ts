import type {TemplateReference} from '../../../operations/launches/ports.ts';

/** A launch template as Auto Scaling and the fleets name it; without a version AWS takes the default one. */
export function templateReference({
	LaunchTemplateId: id,
	LaunchTemplateName: name,
	Version: version,
}: {
	readonly LaunchTemplateId?: string | undefined;
	readonly LaunchTemplateName?: string | undefined;
	readonly Version?: string | undefined;
}): TemplateReference | undefined {
	return id === undefined && name === undefined
		? undefined
		: {
				...(id !== undefined && {id}),
				...(name !== undefined && {name}),
				version: version === undefined || version === '' ? '$Default' : version,
			};
}

/** Each once, in the order in which they first come. */
export function withoutDoubles<Launch>(launches: readonly Launch[]): readonly Launch[] {
	return new Map(launches.map((launch) => [JSON.stringify(launch), launch])).values().toArray();
}
