import {iamPolicy} from '../aws/client/policy.ts';
import {defineCommand} from './options/definition.ts';
import {exitCodes} from './program/exit-code.ts';
import {print} from './program/terminal.ts';

/** The least-privilege policy, ready for `aws iam create-policy --policy-document`. */
export const command = defineCommand(
	{
		uses: ['readOnly'],
		examples: ['iam-policy', 'iam-policy --read-only'],
		declare: (command) => command,
	},
	async ({options: {readOnly}}) => {
		await print(`${JSON.stringify(iamPolicy(readOnly ? 'read-only' : 'operator'), undefined, '\t')}\n`);
		return exitCodes.done;
	},
);
