import type {EC2Client} from '@aws-sdk/client-ec2';
import {ProblemError} from '../../problem.ts';

/**
Makes a client refuse, before anything leaves, every command but those that read and dry runs. It names what may pass rather than what may
not, so a command that is added one day is refused until it is known to be harmless.
*/
export function refuseChanges(client: EC2Client): void {
	client.middlewareStack.add(
		(next, context) => async (args) => {
			const command = (context.commandName ?? '').replace(/Command$/, '');
			const isDryRun = 'DryRun' in args.input && args.input.DryRun === true;
			if (!isDryRun && !/^(?:Describe|Get)[A-Z]/.test(command)) {
				throw new ProblemError({
					kind: 'read-only',
					what: `${command} was not sent: this run is read-only.`,
					next: 'Start again without --read-only to change settings.',
				});
			}

			return next(args);
		},
		{step: 'initialize', priority: 'high', name: 'refuseChanges', override: true},
	);
}
