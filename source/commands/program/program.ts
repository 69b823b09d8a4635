import process from 'node:process';
import {Command, Option} from 'commander';
import packageJson from '../../../package.json' with {type: 'json'};
import {examples, formatOption, parseCount, parseUrl, type Run, type Work} from './command-line.ts';
import type {GlobalOptions} from './context.ts';
import {UsageError} from './exit-code.ts';
import {scanFormats, tableOrJson, type ScanFormat, type TableOrJson} from './formats.ts';
import {addPresets} from './presets-program.ts';

/**
The command line of this tool. Nothing heavy is imported before a command is known: each imports its own module. `start` runs a command
with the options that every command takes. Usage errors are thrown as commander's own, once it has said them.
*/
export function buildProgram(start: (globals: GlobalOptions, work: Work) => Promise<void>): Command {
	const program = new Command('allowed-amis');
	const run: Run = async (work) => start(program.opts<GlobalOptions>(), work);

	program
		.description(`${packageJson.description}.`)
		.version(packageJson.version)
		.usage('[command] [options]')
		.exitOverride()
		.configureHelp({showGlobalOptions: true})
		.addHelpText('after', notes)
		.addOption(
			new Option('--region <name>', 'a Region; give it again for more, or "all"')
				.argParser((value: string, previous: readonly string[]) => [...previous, value])
				.default([], 'see the command'),
		)
		.option('--profile <name>', 'the profile of your AWS configuration to use')
		.addOption(new Option('--endpoint-url <url>', 'the EC2 endpoint to use instead of AWS').argParser(parseUrl))
		.option('--read-only', 'refuse every call that would change anything', false)
		.option('--demo', 'use an embedded demo account; no AWS account needed', false)
		.option('--no-color', 'no colours (also: NO_COLOR=1)')
		.option('--debug <file>', 'write a log without secrets to a file');

	addGuided(program, run);
	addReports(program, run);
	addCriteria(program, run);
	addPresets(program, run);
	addRecords(program, run);
	return program;
}

function addGuided(program: Command, run: Run): void {
	program
		.command('wizard')
		.description('the guided wizard (the default); without a terminal, a plain report of status and scan')
		.addHelpText('after', examples('', '--demo', '--region us-east-1 --region eu-west-1'))
		.action(async () =>
			run(async (context) => {
				const {wizard} = await import('../interactive.ts');
				return wizard(context);
			}),
		);

	program
		.command('review')
		.description('browse the instances that would break, read-only')
		.addHelpText(
			'after',
			examples('review --region all', 'review --from scan.json', 'review --from today.json --since last-week.json'),
		)
		.option('--from <file>', 'a saved scan ("scan --format json") instead of AWS')
		.option('--since <file>', 'an earlier saved scan: print which offenders are new, resolved or still there')
		.action(async ({from, since}: {from?: string; since?: string}) =>
			run(async (context) => {
				if (since !== undefined) {
					const {compare} = await import('../compare.ts');
					return compare(since, requireFrom(from));
				}

				const {review} = await import('../interactive.ts');
				return review(context, from === undefined ? {} : {from});
			}),
		);
}

function requireFrom(from: string | undefined): string {
	if (from === undefined) {
		throw new UsageError('--since compares two saved scans.', 'Name the later one with --from.');
	}

	return from;
}

function addReports(program: Command, run: Run): void {
	program
		.command('status')
		.description(
			'state, managed by, criteria and counts of each Region (all you opted in to, unless --region says which)',
		)
		.addHelpText('after', examples('status', 'status --region us-east-1 --format json', 'status --no-counts'))
		.addOption(formatOption(tableOrJson))
		.option('--no-counts', 'leave out the counts, which take a scan of every Region')
		.action(async (options: {format: TableOrJson; counts: boolean}) =>
			run(async (context) => {
				const {status} = await import('../status.ts');
				return status(context, options);
			}),
		);

	program
		.command('scan')
		.description("every instance with its AMI and verdict (Regions: --region, else your environment's own, else all)")
		.addHelpText(
			'after',
			examples(
				'scan --region us-east-1',
				'scan --region all --not-allowed --format csv --output offenders.csv',
				'scan --region us-east-1 --format json | jq length',
				'scan --region all --not-allowed --exit-code',
			),
		)
		.addOption(formatOption(scanFormats))
		.option('--not-allowed', 'only those that are not allowed', false)
		.option('--output <file>', 'write to a file, whole or not at all')
		.option('--overwrite', 'replace that file if it exists', false)
		.option('--exit-code', 'end with 3 if any instance is not allowed', false)
		.action(
			async (options: {
				format: ScanFormat;
				notAllowed: boolean;
				output?: string;
				overwrite: boolean;
				exitCode: boolean;
			}) =>
				run(async (context) => {
					const {scan} = await import('../scan.ts');
					return scan(context, options);
				}),
		);
}

function addCriteria(program: Command, run: Run): void {
	program
		.command('what-if')
		.description('verdicts under other criteria; the account stays as it is')
		.addHelpText(
			'after',
			examples(
				'what-if --criteria criteria.json --region us-east-1',
				'what-if --preset base --from scan.json --format json',
			),
		)
		.addOption(new Option('--preset <name>', 'the criteria of a preset').conflicts('criteria'))
		.option('--criteria <file>', 'the criteria of a file, or "-" for standard input')
		.option('--from <file>', 'a saved scan ("scan --format json") instead of AWS')
		.addOption(formatOption(tableOrJson))
		.action(async (options: {preset?: string; criteria?: string; from?: string; format: TableOrJson}) =>
			run(async (context) => {
				const {whatIf} = await import('../what-if.ts');
				return whatIf(context, options);
			}),
		);

	program
		.command('forecast')
		.description('which images in use stop being allowed, and when (by the criteria that are applied, or by others)')
		.addHelpText(
			'after',
			examples('forecast --region all', 'forecast --days 30 --format json', 'forecast --preset base --from scan.json'),
		)
		.addOption(new Option('--days <number>', 'how many days to look ahead').argParser(parseCount).default(90))
		.addOption(new Option('--preset <name>', 'by the criteria of a preset').conflicts('criteria'))
		.option('--criteria <file>', 'by the criteria of a file, or "-" for standard input')
		.option('--from <file>', 'a saved scan ("scan --format json") instead of AWS')
		.addOption(formatOption(tableOrJson))
		.action(async (options: {days: number; preset?: string; criteria?: string; from?: string; format: TableOrJson}) =>
			run(async (context) => {
				const {forecast} = await import('../forecast.ts');
				return forecast(context, options);
			}),
		);

	program
		.command('validate')
		.description('check a criteria file: all its errors at once, with path and line')
		.addHelpText('after', examples('validate criteria.json', 'validate - < criteria.json'))
		.argument('<file>', 'a criteria file in any of the formats known, or "-" for standard input')
		.action(async (file: string) =>
			run(async () => {
				const {validate} = await import('../validate.ts');
				return validate(file);
			}),
		);
}

function addRecords(program: Command, run: Run): void {
	program
		.command('history')
		.description('what this tool changed, when and as whom')
		.addHelpText('after', examples('history', 'history --format json'))
		.addOption(formatOption(tableOrJson))
		.action(async (options: {format: TableOrJson}) =>
			run(async (context) => {
				const {history} = await import('../history.ts');
				return history(context, options);
			}),
		);

	program
		.command('undo')
		.description('restore the settings from before a change (asks in the terminal)')
		.addHelpText('after', examples('undo', 'undo 3f9a1c02'))
		.argument('[id]', 'the entry of the history; the last change if left out')
		.action(async (id: string | undefined) =>
			run(async (context) => {
				const {undo} = await import('../undo.ts');
				return undo(context, id);
			}),
		);

	program
		.command('iam-policy')
		.description('the least-privilege IAM policy for this tool: for operators, or with --read-only for reviewers')
		.addHelpText('after', examples('iam-policy', 'iam-policy --read-only'))
		.action(async () =>
			run(async ({options: {readOnly}}) => {
				const {runIamPolicy} = await import('../iam-policy.ts');
				return runIamPolicy({readOnly}, process);
			}),
		);

	program
		.command('demo-server')
		.description('serve the embedded demo account as an EC2 endpoint, to this machine only')
		.addHelpText('after', examples('demo-server --port 8080 --instances 20000'))
		.addOption(new Option('--port <number>', 'the port on 127.0.0.1; any free one if left out').argParser(parseCount))
		.addOption(new Option('--instances <number>', 'how many instances the account has').argParser(parseCount))
		.addOption(new Option('--latency <ms>', 'how long each answer takes').argParser(parseCount))
		.action(async (options: {port?: number; instances?: number; latency?: number}) =>
			run(async ({signal}) => {
				const {runDemoServer} = await import('../demo-server.ts');
				return runDemoServer(options, process, signal);
			}),
		);
}

const notes = `
Exit codes:
  0    done
  1    failed or incomplete (what was got is printed, the rest named on stderr)
  2    wrong usage, or invalid criteria
  3    with --exit-code: complete, and some instances are not allowed
  130  interrupted

AWS_PROFILE, AWS_REGION, AWS_ENDPOINT_URL, HTTPS_PROXY and the like work as in every AWS SDK.`;
