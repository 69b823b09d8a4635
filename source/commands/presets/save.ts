import {Option} from '@commander-js/extra-typings';
import {chooseRegions} from '../../operations/chosen-regions.ts';
import type {ImageCriteria} from '../../criteria/criterion.ts';
import {checkCriteria} from '../../criteria/validation/check.ts';
import {parseRegion} from '../options/arguments.ts';
import type {Context} from '../program/context.ts';
import {criteriaFrom, sayIssues} from '../reading/criteria.ts';
import {defineSubcommand} from '../options/definition.ts';
import {exitCodes, UsageError} from '../program/exit-code.ts';
import {refuseWith} from '../options/shared-options.ts';
import {say} from '../program/terminal.ts';

/** From a file or from a Region. */
export const save = defineSubcommand(
	{
		summary: 'keep the criteria of a file or a Region',
		uses: ['profile', 'endpointUrl', 'demo', 'debug'],
		examples: ['presets save base --criteria criteria.json', 'presets save prod --from-region us-east-1'],
		declare: (command) =>
			command
				.argument('<name>', 'the name of the preset')
				.addOption(
					new Option('--criteria <file>', 'a criteria file, or "-" for standard input').conflicts('fromRegion'),
				)
				.addOption(new Option('--from-region <region>', 'the criteria applied in this Region').argParser(parseRegion))
				.option('--description <text>', 'what it is for')
				.option('--overwrite', 'replace a preset of that name', false),
	},
	async (context, {criteria: file, fromRegion, description, overwrite}, name) => {
		if (file !== undefined) {
			refuseWith(context, '--criteria', ['profile', 'endpointUrl']);
		}

		const criteria =
			file === undefined ? await criteriaOfRegion(context, fromRegion) : await criteriaFrom(context, file);
		const {presets} = await context.stores();
		await presets.save({name, criteria, ...(description !== undefined && {description})}, {overwrite});
		say(`Saved "${name}".`);
		return exitCodes.done;
	},
);

async function criteriaOfRegion(context: Context, region: string | undefined): Promise<ImageCriteria> {
	if (region === undefined) {
		throw new UsageError('There are no criteria to save.', 'Give --criteria FILE or --from-region NAME.');
	}

	const cloud = await context.openCloud({readOnly: true});
	const [name = region] = await chooseRegions(cloud, [region], context.signal);
	const {ImageCriteria} = await cloud.settings(name, context.signal);
	// They are applied already, so nothing is wrong with them; they may be unwise all the same.
	sayIssues({errors: [], warnings: checkCriteria(ImageCriteria, {unknownKeys: 'keep'}).warnings});
	return ImageCriteria;
}
