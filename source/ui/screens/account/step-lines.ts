import {wrapped, type Line} from '../../components/text/lines.tsx';
import type {Look} from '../../components/text/text-lines.ts';

const steps: ReadonlyArray<readonly [name: string, changes: boolean, words: string]> = [
	['Audit mode', true, 'marks what would be blocked; blocks nothing'],
	['Criteria', true, 'which images shall be allowed; tried before they are applied'],
	['Scan', false, "every instance with AWS's verdict"],
	['Review', false, 'who would break, why, and what would allow it'],
	['Enforce', true, 'blocks all other images, once you type what it does'],
];

/** What the wizard does, step by step, and what of it changes anything in AWS. */
export function stepLines({width, symbols}: Look): readonly Line[] {
	const name = 14;
	return [
		...wrapped(
			'It takes each Region from audit mode to enforcing Allowed AMIs, without breaking a launch. Whatever it changes can be taken back.',
			width,
			{tone: 'muted'},
		),
		...steps.flatMap(([title, changes, words], index) =>
			wrapped(`${changes ? 'changes AWS' : 'only reads'} ${symbols.dot} ${words}`, width, {
				first: [
					{text: `${index + 1} `, tone: 'muted'},
					{text: title.padEnd(name), tone: changes ? 'strong' : undefined},
				],
			}),
		),
	];
}
