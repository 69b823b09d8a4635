import {ProblemError} from '../../problem.ts';

/**
Makes a client refuse, before anything leaves, every command but those that read and dry runs. It names what may pass rather than what may
not, so a command that is added one day is refused until it is known to be harmless.
*/
export function refuseChanges(client: {readonly middlewareStack: unknown}): void {
	(client.middlewareStack as Stack).add(
		(next, {commandName = ''}) =>
			async (args) => {
				const command = commandName.replace(/Command$/, '');
				const isDryRun = 'DryRun' in args.input && args.input.DryRun === true;
				if (!isDryRun && !/^(?:Describe|Get|List|Lookup)[A-Z]/.test(command)) {
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

/** What the middleware stacks of all services have in common; the SDK's own types differ from service to service. */
type Stack = {
	add(
		middleware: (next: Next, context: {commandName?: string}) => Next,
		options: {step: 'initialize'; priority: 'high'; name: string; override: true},
	): void;
};
type Next = (args: {input: object}) => Promise<unknown>;
