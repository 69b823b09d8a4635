/** Every state of the wizard's screens: those of the walk through the demo, and what can go another way from there. */
import type {ImageCriteria} from '../../../source/criteria/criterion.ts';
import type {AllowedImagesSettings} from '../../../source/criteria/settings.ts';
import {Inventory} from '../../../source/inventory/store.ts';
import {failed, here, wanted} from '../../../source/machine/loadable.ts';
import {emptyPrompt, promptWith} from '../../../source/machine/prompt.ts';
import {emptyField, textField} from '../../../source/machine/text-field.ts';
import type {Change} from '../../../source/operations/change/change.ts';
import type {Launch} from '../../../source/operations/launches/launch.ts';
import type {HistoryEntry, ProfileInfo} from '../../../source/operations/ports.ts';
import type {Problem} from '../../../source/problem.ts';
import type {ChangeRun} from '../../../source/rollout/changing.ts';
import {auditStep, decideStep, reviewStep} from '../../../source/rollout/moves.ts';
import {reviewOfScan} from '../../../source/rollout/saved-scan.ts';
import {
	currentRegion,
	currentWork,
	initialState,
	type AccountState,
	type RegionWork,
	type RolloutState,
	type ScanRecord,
	type Step,
	type WizardState,
} from '../../../source/rollout/state.ts';
import {focusOf, programKeys} from '../../../source/ui/keys/registry.ts';
import {WizardApp} from '../../../source/ui/programs/wizard-app.tsx';
import {hostileCriteria, manyCriteria, wideCriteria} from './hostile.ts';
import type {Scene, Still} from './scene.ts';
import {StillWizard, type Inventories} from './still.ts';
import type {StopName, Walk} from './walk.ts';

const denied: Problem = {
	kind: 'denied',
	what: 'Admin/jane may not call ec2:GetAllowedImagesSettings in us-east-1.',
	next: 'Ask for that permission; `allowed-amis iam-policy` prints the policy that grants it.',
	code: 'UnauthorizedOperation',
	requestId: '5b1c0f6e-6f5c-4b0e-8d3e-0d6c1b1a2f3e',
};
const expired: Problem = {
	kind: 'expired',
	what: 'The session of profile "prod" has expired.',
	next: 'Sign in again with s, or choose another profile with p.',
	signIn: ['aws', 'sso', 'login', '--profile', 'prod'],
};
const unreachable: Problem = {
	kind: 'unreachable',
	what: 'EC2 in us-east-1 did not answer: getaddrinfo ENOTFOUND ec2.us-east-1.amazonaws.com, which may be a proxy, a VPN that is not up, or no network at all.',
	next: 'Check the network and HTTPS_PROXY, then try again with r.',
};
const policy: AllowedImagesSettings = {
	State: 'enabled',
	ManagedBy: 'declarative-policy',
	ImageCriteria: [{ImageProviders: ['amazon', 'aws-marketplace']}],
};

/** A scene of the wizard; `presses` come first, `text` is typed after them. */
type Variant = {
	readonly presses?: readonly string[];
	readonly text?: string;
	/** Pressed after the text. */
	readonly after?: readonly string[];
	readonly inventories?: Inventories;
};

export function wizardScenes({stops, midway, now}: Walk): readonly Scene[] {
	const none: Inventories = new Map();
	const scene = (name: string, state: WizardState, inventories: Inventories, variant: Variant = {}): Scene => ({
		name,
		open() {
			const still = new StillWizard(state, variant.inventories ?? inventories, now);
			still.press(...(variant.presses ?? []));
			if (variant.text !== undefined) {
				still.type(variant.text);
			}

			still.press(...(variant.after ?? []));
			return opened(still);
		},
	});
	/** A stop of the walk, and what is different there. */
	const at = (
		stop: StopName,
		name: string,
		change: (state: RolloutState) => RolloutState = (state) => state,
		variant: Variant = {},
	): Scene => scene(name, change(stops[stop].state), stops[stop].inventories, variant);
	const pressed = (
		stop: StopName,
		name: string,
		presses: readonly string[],
		text?: string,
		after?: readonly string[],
	) => at(stop, name, undefined, {presses, ...(text !== undefined && {text}), ...(after !== undefined && {after})});

	return [
		...accountScenes(scene),
		...regionScenes(at, pressed),
		...changeScenes(at, pressed),
		...criteriaScenes(at, pressed),
		...scanScenes(at, midway),
		...reviewScenes(at, pressed),
		...endScenes(at, pressed),
		...fleetScenes(at, pressed),
		...shellScenes(at, pressed),
	];

	function accountScenes(make: typeof scene): readonly Scene[] {
		const start = initialState({demo: false, readOnly: false, purpose: 'rollout', profile: 'prod'}) as AccountState;
		const {state: account} = stops.account;
		const failing = (problem: Problem): AccountState => ({
			...start,
			identity: {status: 'failed', attempt: 0, problem},
		});
		const picking = (activity: Partial<Extract<AccountState['activity'], {type: 'profile'}>>): AccountState => ({
			...failing(expired),
			activity: {type: 'profile', profiles: here(wanted, profiles), filter: emptyField, cursor: 0, ...activity},
		});
		const missing = new Set(['ec2:EnableAllowedImagesSettings', 'ec2:ReplaceImageCriteriaInAllowedImagesSettings']);
		return [
			make('account: resolving', start, none),
			make('account: expired', failing(expired), none),
			make('account: unreachable', failing(unreachable), none),
			make('account: signing in', {...failing(expired), activity: {type: 'sign-in', attempt: 0}}, none),
			make('account: profiles', picking({cursor: 3}), none),
			make('account: profiles, loading', picking({profiles: wanted}), none),
			make('account: profiles, none', picking({profiles: here(wanted, [])}), none),
			make('account: profiles, none matches', picking({filter: textField('nobody')}), none),
			make('account: profiles, unreadable', picking({profiles: failed(wanted, denied)}), none),
			at('account', 'account'),
			at('account', 'account: asking permissions', (state) => ({...state, permissions: wanted})),
			at('account', 'account: permissions missing', (state) => ({
				...state,
				permissions: here(
					wanted,
					(state.permissions.status === 'here' ? state.permissions.value : []).map((check) => ({
						...check,
						granted: missing.has(check.action)
							? false
							: check.action === 'cloudtrail:LookupEvents'
								? undefined
								: check.granted,
					})),
				),
			})),
			at('account', 'account: Regions unknown', (state) => ({...state, regions: failed(wanted, unreachable)})),
			at('account', 'account: read-only, after a crash', (state) => ({
				...state,
				options: {...account.options, readOnly: true},
				unresolved: here(wanted, [interrupted, {...interrupted, id: '2', resolved: 'took effect'}]),
			})),
		];
	}

	function regionScenes(make: typeof at, press: typeof pressed): readonly Scene[] {
		const {regions} = stops.regions.state;
		const names = regions.status === 'here' ? regions.value.map(({name}) => name) : [];
		return [
			make('regions', 'regions: loading', (state) => ({...state, regions: wanted, overview: {}})),
			make('regions', 'regions: first rows', (state) => ({
				...state,
				overview: Object.fromEntries(
					Object.entries(state.overview).map(([name, row], index) => [
						name,
						index < 2 ? row : {settings: wanted, counts: wanted},
					]),
				),
			})),
			make('regions', 'regions'),
			...names.map((name, index) =>
				press('regions', `regions: at ${name}`, ['g', ...Array.from({length: index}, () => 'down')]),
			),
			press('regions', 'regions: marked', ['a']),
			press('regions', 'regions: filter', ['/'], 'us-'),
			press('regions', 'regions: nothing matches', ['/'], 'mars'),
			make('regions', 'regions: unreachable', (state) => ({...state, regions: failed(wanted, unreachable)})),
			make('regions', 'regions: a run left midway', (state) => ({
				...state,
				unfinished: here(wanted, {
					id: 'run-1',
					at: now.toISOString(),
					account: state.identity.account,
					regions: ['us-east-1', 'us-west-2'],
					criteria: wideCriteria,
					origin: 'preset "base"',
				}),
			})),
		];
	}

	function changeScenes(make: typeof at, press: typeof pressed): readonly Scene[] {
		const {audit, apply} = stops;
		const settings = settingsOf(audit.state);
		const change: Change = {kind: 'audit-mode', region: 'us-east-1', expected: settings};
		const found: AllowedImagesSettings = {...settings, State: 'enabled', ImageCriteria: wideCriteria};
		const runs: Readonly<Record<string, ChangeRun>> = {
			checking: {status: 'running', change, stage: 'checking', attempt: 0},
			sending: {status: 'running', change, stage: 'sending', attempt: 0},
			settling: {status: 'running', change, stage: 'settling', attempt: 0},
			failed: {status: 'failed', problem: denied},
			unclear: {status: 'unclear', change, problem: unreachable, unread: unreachable, pause: 4},
			'nothing so far': {status: 'nothing so far', change},
			differs: {status: 'differs', change, found},
			foreign: {status: 'foreign', expected: settings, found},
		};
		const inAudit = (name: string, reported: Partial<AllowedImagesSettings>, step: Step = auditStep) =>
			make('audit', `audit: ${name}`, (state) => ({...withSettings(state, reported), step}));
		return [
			make('audit', 'audit: reading', (state) => withWork(state, {reading: wanted})),
			make('audit', 'audit: not read', (state) => withWork(state, {reading: failed(wanted, denied)})),
			make('audit', 'audit: disabled'),
			make('audited', 'audit: done'),
			inAudit('audit mode already', {State: 'audit-mode', ImageCriteria: wideCriteria}),
			inAudit('enabled', {State: 'enabled', ImageCriteria: wideCriteria}),
			inAudit('by policy', policy),
			inAudit('many criteria', {State: 'audit-mode', ImageCriteria: manyCriteria}),
			inAudit('hostile criteria', {State: 'audit-mode', ImageCriteria: hostileCriteria}),
			inAudit(
				'asked before loosening',
				{State: 'enabled', ImageCriteria: wideCriteria},
				{
					...auditStep,
					isLooseningAsked: true,
				},
			),
			make('audit', 'audit: read-only', (state) => ({...state, options: {...state.options, readOnly: true}})),
			...Object.entries(runs).map(([name, run]) => inAudit(name, {}, {...auditStep, run})),
			make('apply', 'apply'),
			make('apply', 'apply: many', (state) => withWork(state, {draft: draftOf(manyCriteria)})),
			make('apply', 'apply: hostile', (state) => withWork(state, {draft: draftOf(hostileCriteria)})),
			...Object.entries(runs).map(([name, run]) =>
				make('apply', `apply: ${name}`, (state) => ({...state, step: {name: 'apply', run} as const})),
			),
			make('applied', 'apply: done'),
			press('apply', 'apply: help', ['?']),
			make(
				'apply',
				'apply: after a scan',
				(state) => ({
					...withWork(state, {scan: scanOf(stops.scanned.state)}),
					step: {name: 'apply', run: {status: 'ready'}},
				}),
				{inventories: stops.scanned.inventories},
			),
		].filter(() => apply !== undefined);
	}

	function criteriaScenes(make: typeof at, press: typeof pressed): readonly Scene[] {
		const inForm = (name: string, criteria: ImageCriteria, presses: readonly string[] = []) =>
			make('form', `criteria: ${name}`, (state) => withWork(state, {draft: draftOf(criteria)}), {presses});
		const withView = (name: string, view: Extract<Step, {name: 'criteria'}>['view']) =>
			make('form', `criteria: ${name}`, (state) => ({...state, step: {name: 'criteria', view}}));
		const refused: Problem = {
			kind: 'not-found',
			what: 'There is no file criteria.json here.',
			next: 'Did you mean criteria.example.json?',
		};
		return [
			make('sources', 'criteria: sources'),
			press('sources', 'criteria: sources, the last', ['down', 'down', 'down', 'down', 'down', 'down']),
			make('sources', 'criteria: sources, without presets', (state) => ({...state, presets: here(wanted, [])})),
			press('sources', 'criteria: presets', ['2', 'down', 'down']),
			press('sources', 'criteria: removing a preset', ['2', 'x']),
			withView('presets, none', {type: 'presets', cursor: 0, removing: false}),
			make('sources', 'criteria: presets unreadable', (state) => ({
				...state,
				presets: failed(wanted, {
					kind: 'storage',
					what: 'presets.json is not JSON.',
					next: 'It was kept aside as presets.json.broken.',
				}),
				step: {name: 'criteria', view: {type: 'presets', cursor: 0, removing: false}},
			})),
			press('sources', 'criteria: file', ['3']),
			withView('file, not found', {type: 'file', prompt: {...promptWith('criteria.json'), problem: refused}}),
			withView('file, reading', {type: 'file', prompt: {...promptWith('criteria.json'), phase: 'sending'}}),
			make('form', 'criteria: form', undefined, {inventories: none}),
			make('form', 'criteria: form with its impact'),
			inForm('form, a value', wideCriteria, ['down']),
			inForm(
				'form, many',
				manyCriteria,
				Array.from({length: 30}, () => 'down'),
			),
			inForm('form, hostile', hostileCriteria, ['down', 'down']),
			inForm('form, errors', [{ImageProviders: ['12345678901', 'amazon']}, {}, {ImageNames: ['*']}], ['down']),
			inForm('form, empty', []),
			inForm('form, difference', wideCriteria, ['tab']),
			inForm('form, JSON', wideCriteria, ['tab', 'tab']),
			inForm('form, JSON of many', manyCriteria, ['tab', 'tab']),
			inForm('form, adding', wideCriteria, ['a', 'down']),
			inForm('form, a new value', wideCriteria, ['a', 'enter']),
			inForm('form, editing a value', wideCriteria, ['down', 'e']),
			make('form', 'criteria: form, a wrong value', (state) => withWork(state, {draft: draftOf(wideCriteria)}), {
				presses: ['a', 'enter'],
				text: '12345',
				after: ['enter'],
			}),
			withView('editor', {type: 'editor', text: '[]', attempt: 0}),
			withView('errors from the editor', {
				type: 'editor-errors',
				text: '[',
				errors: Array.from(
					{length: 12},
					(_, index) =>
						`ImageCriteria[${index}].ImageProviders[2], line ${index + 9}: "12345678901" has 11 digits; an account ID has 12 (lost a leading zero?)`,
				),
			}),
			withView('saving', {type: 'save', prompt: emptyPrompt}),
			withView('overwriting', {type: 'save', prompt: {...promptWith('base'), phase: 'overwrite?'}}),
			make('form', 'criteria: saving many', (state) => ({
				...withWork(state, {draft: draftOf(manyCriteria)}),
				step: {name: 'criteria', view: {type: 'save', prompt: promptWith('everything')}},
			})),
		];
	}

	function scanScenes(make: typeof at, half: Inventory): readonly Scene[] {
		const broken = new Inventory();
		broken.expectRegions(['us-east-1']);
		broken.failRegion('us-east-1', unreachable);
		const partial = partialOf(half);
		const inHalf = new Map([['us-east-1', half]]);
		const inPartial = new Map([['us-east-1', partial]]);
		const scanned = scanOf(stops.scanned.state);
		const asked = (name: string, scan: ScanRecord, inventories: Inventories) =>
			make('scanned', `scan: ${name}`, (state) => withWork(state, {scan}), {inventories});
		return [
			asked('begun', {status: 'running', id: 1}, new Map([['us-east-1', new Inventory()]])),
			asked('running', {status: 'running', id: 1}, inHalf),
			make('scanned', 'scan: done'),
			asked('partial', {...scanned, isComplete: false}, inPartial),
			asked('cancelled', {status: 'cancelled', id: 1}, inHalf),
			asked('settings changed', {status: 'changed', id: 1}, inHalf),
			asked('failed', {status: 'failed', id: 1, problem: unreachable}, new Map([['us-east-1', broken]])),
			make('scanned', 'scan: somebody else changed it', (state) =>
				withWork(state, {
					scan: {status: 'changed', id: 1},
					foreign: {expected: settingsOf(state), found: {...settingsOf(state), ImageCriteria: wideCriteria}},
				}),
			),
			make(
				'scanned',
				'review: browsing midway',
				(state) => ({
					...withWork(state, {scan: {status: 'running', id: 1}}),
					step: reviewStep,
				}),
				{inventories: inHalf},
			),
			make(
				'scanned',
				'review: incomplete',
				(state) => ({
					...withWork(state, {scan: {...scanned, isComplete: false}}),
					step: reviewStep,
				}),
				{inventories: inPartial},
			),
			make(
				'scanned',
				'review: nothing came in',
				(state) => ({
					...withWork(state, {scan: {status: 'failed', id: 1, problem: unreachable}}),
					step: reviewStep,
				}),
				{inventories: new Map([['us-east-1', broken]])},
			),
		];
	}

	function reviewScenes(make: typeof at, press: typeof pressed): readonly Scene[] {
		const tabs = (count: number) => Array.from({length: count}, () => 'tab');
		const refused: Problem = {kind: 'storage', what: 'The disk is full.', next: 'Free some space, or write elsewhere.'};
		const {instances} = scanOf(stops.fleet.state).counts;
		const saved = reviewOfScan({instances: []}, {demo: true, readOnly: true, purpose: 'scan-file'}, now.toISOString());
		return [
			make('review', 'review'),
			press('review', 'review: at the end', ['G']),
			press('review', 'review: all', ['o', 'down']),
			...[1, 2, 3, 4, 5, 6].map((count) => press('review', `review: grouped ${count}`, tabs(count))),
			press('review', 'review: an image open', ['tab', 'enter']),
			press('review', 'review: a reason open', [...tabs(3), 'enter']),
			press('review', 'review: without details', ['i']),
			press('review', 'review: details alone', ['z']),
			press('review', 'review: details scrolled', ['J', 'J']),
			press('review', 'review: marked', ['space', 'space', 'space']),
			press('review', 'review: filter', ['/'], 'spark'),
			press('review', 'review: a wrong filter', ['/'], 'state:'),
			press('review', 'review: nothing matches', ['/'], 'zzzzz', ['enter']),
			press('review', 'review: jump', [':'], '12'),
			press('review', 'review: export', ['w']),
			make('review', 'review: export refused', (state) => ({
				...state,
				step: {...reviewStep, exporting: {...promptWith('report.html'), problem: refused}},
			})),
			make('review', 'review: export, overwriting', (state) => ({
				...state,
				step: {...reviewStep, exporting: {...promptWith('report.html'), phase: 'overwrite?'}},
			})),
			make('review', 'review: with a draft', (state) => withWork(state, {draft: draftOf(wideCriteria)})),
			make(
				'review',
				'review: hostile names',
				(state) => ({
					...state,
					queue: ['eu-west-1'],
					position: 0,
					work: {
						'eu-west-1': {
							...currentWork(state),
							reading: here(wanted, {settings: settingsIn(state, 'eu-west-1'), at: now.toISOString()}),
						},
					},
					step: {...reviewStep, filter: textField('tag')},
				}),
				{inventories: stops.regions.inventories, presses: ['o']},
			),
			make(
				'review',
				'review: no offender',
				(state) => ({
					...state,
					queue: ['us-west-2'],
					position: 0,
					work: {'us-west-2': currentWork(state)},
				}),
				{inventories: new Map([['us-west-2', cleanOf(midway)]])},
			),
			make('review', 'review: no instance', undefined, {inventories: new Map([['us-east-1', emptyInventory()]])}),
			scene('review: a saved scan', saved.state, new Map(), {}),
			make('launches', 'launches'),
			press(
				'launches',
				'launches: the last',
				Array.from({length: 60}, () => 'pagedown'),
			),
			press('launches', 'launches: in the midst', ['down', 'down', 'down']),
			make('launches', 'launches: looking', (state) =>
				withWork(state, {launches: wanted, launchesProgress: 'CloudTrail: back to 2026-05-03'}),
			),
			make('launches', 'launches: failed', (state) => withWork(state, {launches: failed(wanted, denied)})),
			make('launches', 'launches: none', (state) =>
				withWork(state, {launches: here(wanted, {region: 'us-east-1', launches: [], gaps: []})}),
			),
			make('launches', 'launches: hostile, with gaps', (state) =>
				withWork(state, {
					launches: here(wanted, {
						region: 'us-east-1',
						launches: launchesIn(state).slice(0, 4),
						gaps: ['Auto Scaling groups', 'EC2 Fleets', 'Spot Fleets', 'launch templates', 'SSM parameters'].map(
							(what) => ({
								region: 'us-east-1',
								what,
								problem: denied,
							}),
						),
					}),
				}),
			),
		].filter(() => instances >= 0);
	}

	function endScenes(make: typeof at, press: typeof pressed): readonly Scene[] {
		const clean = {instances: 270, notAllowed: 0, unknown: 0, imagesNotAllowed: 0};
		const decide = (name: string, change: (state: RolloutState) => RolloutState) =>
			make('decide', `decide: ${name}`, (state) => ({...change(state), step: decideStep}));
		const scanned = scanOf(stops.decide.state);
		const launch = launchesIn(stops.launches.state)[0];
		const many =
			launch === undefined
				? []
				: Array.from({length: 40}, (_, index): Launch => ({
						...launch,
						id: `${launch.id}-${index}`,
						name: `group-${index}`,
					}));
		return [
			make('decide', 'decide: offenders'),
			press('decide', 'decide: at enforce', ['down', 'down']),
			decide('clean', (state) => withWork(state, {scan: {...scanned, counts: clean, offendingImages: []}})),
			decide('nothing runs', (state) =>
				withWork(state, {scan: {...scanned, counts: {...clean, instances: 0}, offendingImages: []}}),
			),
			decide('no verdict', (state) => withWork(state, {scan: {...scanned, counts: {...clean, unknown: 12}}})),
			decide('incomplete', (state) => withWork(state, {scan: {...scanned, isComplete: false}})),
			decide('managed unknown', (state) =>
				withWork(state, {scan: {...scanned, managed: {added: 0, judgedHere: 0, problem: denied}}}),
			),
			decide('with a draft', (state) => withWork(state, {draft: draftOf(manyCriteria)})),
			decide('enforced already', (state) => withSettings(state, {State: 'enabled'})),
			decide('disabled', (state) => withSettings(state, {State: 'disabled'})),
			decide('by policy', (state) => withSettings(state, policy)),
			decide('not scanned', (state) => withWork(state, {scan: {status: 'cancelled', id: 1}})),
			make('enforce', 'enforce: looking', (state) => withStep(state, {impact: wanted})),
			make('enforce', 'enforce: impact unknown', (state) => withStep(state, {impact: failed(wanted, denied)})),
			make('enforce', 'enforce: unread'),
			press('enforce', 'enforce: read on', ['pagedown', 'pagedown']),
			make('enforce', 'enforce: many', (state) =>
				withStep(state, {
					impact: here(wanted, {
						failing: many,
						allowed: [],
						unknown: many,
						notes: ['EC2 Fleets could not be asked: denied.'],
					}),
				}),
			),
			make('enforce', 'enforce: with a draft', (state) => withWork(state, {draft: draftOf(wideCriteria)})),
			make('enforce', 'enforce: clean', (state) =>
				withStep(withWork(state, {scan: {...scanned, counts: clean, offendingImages: []}}), {
					impact: here(wanted, {failing: [], allowed: [], unknown: [], notes: []}),
				}),
			),
			make('enforce', 'enforce: half typed', (state) => withStep(state, {field: textField('block ')})),
			make('enforce', 'enforce: other words', (state) =>
				withStep(state, {field: textField('block it'), mismatch: true}),
			),
			make('enforce', 'enforce: failed', (state) => withStep(state, {run: {status: 'failed', problem: unreachable}})),
			make('enforce', 'enforce: not possible', (state) => withWork(state, {scan: {...scanned, isComplete: false}})),
			make('summary', 'summary: proving'),
			make('proven', 'summary: proven'),
			make('proven', 'summary: alarm', (state) =>
				withWork(state, {
					proof: here(wanted, {
						visible: 20,
						hidden: 3,
						wronglyHidden: [
							'ami-0aaaaaaaaaaaaaaa1',
							'ami-0aaaaaaaaaaaaaaa2',
							'ami-0aaaaaaaaaaaaaaa3',
							'ami-0aaaaaaaaaaaaaaa4',
						],
						wronglyVisible: ['ami-0bbbbbbbbbbbbbbb1'],
						gone: 2,
						undecided: 1,
					}),
				}),
			),
			press('proven', "summary: AWS's answers", ['i']),
			press('proven', 'summary: taking back', ['u']),
			press('proven', 'summary: report', ['w']),
			make('proven', 'summary: not proven', (state) => withWork(state, {proof: failed(wanted, denied)})),
			make('proven', 'summary: many Regions', (state) => ({
				...state,
				queue: Array.from({length: 28}, (_, index) => (index === 0 ? 'us-east-1' : `xx-test-${index}`)),
				position: 0,
			})),
			make('proven', 'summary: kept in audit mode', (state) =>
				withSettings(withWork(state, {outcome: 'audit mode kept'}), {State: 'audit-mode'}),
			),
			make('watch', 'watch: asking', ({...state}) => ({
				...state,
				work: {...state.work, 'us-east-1': withoutWatched(currentWork(state))},
			})),
			make('watch', 'watch: nothing yet'),
			make(
				'watch',
				'watch: refused',
				(state) =>
					withWork(state, {
						watched: {
							since: now.toISOString(),
							askedAt: now.toISOString(),
							count: 42,
							unread: [{source: 'Scaling activities', problem: denied}],
							launches: launchesIn(stops.launches.state)
								.filter(({allowed, imageId}) => allowed === false && imageId.startsWith('ami-'))
								.flatMap((one) => Array.from({length: 4}, () => one))
								.map(({imageId, id}, index) => ({
									time: new Date(now.getTime() - index * 61_000).toISOString(),
									region: 'us-east-1',
									source: {type: index % 2 === 0 ? ('auto-scaling-group' as const) : ('recent-launch' as const), id},
									imageId,
									error: 'InvalidAMIID.NotFound',
									message: `The image id '[${imageId}]' does not exist`,
									by: 'arn:aws:sts::123456789012:assumed-role/ci-runner/pipeline-4711',
								})),
						},
					}),
				{presses: ['down']},
			),
		];
	}

	function fleetScenes(make: typeof at, press: typeof pressed): readonly Scene[] {
		const {fleet} = stops;
		const regions = fleet.state.fleet?.regions ?? [];
		const change = (region: string): Change => ({
			kind: 'audit-mode',
			region,
			expected: settingsIn(fleet.state, region),
		});
		const row = (region: string) => ({
			region,
			before: settingsIn(fleet.state, region),
			after: settingsIn(fleet.state, region),
			steps: ['audit-mode' as const],
		});
		return [
			make('fleet plan', 'fleet: choosing', (state) => ({
				...state,
				step: {name: 'fleet', view: {type: 'choose', cursor: 1}},
			})),
			make('fleet plan', 'fleet: nothing to choose from', (state) => ({
				...state,
				presets: here(wanted, []),
				work: {},
				step: {name: 'fleet', view: {type: 'choose', cursor: 0}},
			})),
			make('fleet plan', 'fleet: plan'),
			press('fleet plan', 'fleet: plan, the last', ['down', 'down', 'down', 'down']),
			make('fleet plan', 'fleet: plan, beginning', (state) => ({
				...state,
				step: {name: 'fleet', view: {type: 'plan', cursor: 0, isBeginning: true}},
			})),
			make('fleet', 'fleet: scanned'),
			make(
				'fleet',
				'fleet: on its way',
				(state) => ({
					...state,
					fleet: {
						...state.fleet!,
						isStopped: false,
						progress: Object.fromEntries(
							regions.map((region, index) => [
								region,
								[
									{status: 'waiting' as const, row: row(region)},
									{
										status: 'changing' as const,
										row: row(region),
										made: 0,
										change: change(region),
										stage: 'sending' as const,
									},
									{status: 'failed' as const, problem: denied},
									{status: 'differs' as const, expected: settingsIn(state, region), found: policy},
								][index % 4]!,
							]),
						),
					},
				}),
				{presses: ['down', 'down']},
			),
			press('fleet', 'fleet: together', ['E']),
			press('fleet', 'fleet: browsing all', ['b']),
		];
	}

	function shellScenes(make: typeof at, press: typeof pressed): readonly Scene[] {
		const notice = (name: string, tone: 'info' | 'warning' | 'danger', text: string) =>
			make('review', `notice: ${name}`, (state) => ({...state, shell: {...state.shell, notice: {tone, text}}}));
		return [
			press('regions', 'help: regions', ['?']),
			press('review', 'help: review', ['?']),
			press('review', 'help: search', ['?'], 'mark'),
			press('review', 'help: nothing found', ['?'], 'zzz'),
			press('enforce', 'help: enforce', ['?']),
			make('form', 'quit question', (state) => ({
				...state,
				shell: {...state.shell, quitting: 'the draft for us-east-1'},
			})),
			make('account', 'code question', (state) => ({
				...state,
				shell: {
					...state.shell,
					code: {serial: 'arn:aws:iam::123456789012:mfa/jane', field: textField('123'), status: 'asked'},
				},
			})),
			make('account', 'code question, again', (state) => ({
				...state,
				shell: {
					...state.shell,
					code: {
						serial: 'arn:aws:iam::123456789012:mfa/jane',
						again: 'AWS did not take the code. A code counts once: wait for the next one.',
						field: emptyField,
						status: 'asked',
					},
				},
			})),
			notice('information', 'info', 'Copied to the clipboard: ami-0b1c2d3e4f5a6b7c8'),
			notice(
				'danger',
				'danger',
				'Somebody else changed the settings of us-east-1 since the scan began, so that this scan no longer says what would be blocked. Scan again; nothing was sent. '.repeat(
					3,
				),
			),
		];
	}
}

function opened(still: StillWizard): Still {
	return {
		screen: <WizardApp session={still.session} />,
		press(...keys) {
			still.press(...keys);
		},
		look: () => [still.getState(), still.browser.getSnapshot()],
		focus: () => focusOf(programKeys.wizard, still.getState()),
	};
}

const profiles: readonly ProfileInfo[] = [
	{name: 'default', kind: 'keys'},
	{
		name: 'prod',
		kind: 'sso',
		account: '123456789012',
		role: 'Admin',
		signedIn: 'ended',
		signIn: ['aws', 'sso', 'login'],
	},
	{
		name: 'prod-readonly',
		kind: 'sso',
		account: '123456789012',
		role: 'ReadOnly',
		signedIn: {until: '2026-06-01T18:00:00Z'},
	},
	{
		name: 'audit',
		kind: 'role',
		account: '210987654321',
		role: 'organization/auditors/AuditReader',
		mfaSerial: 'arn:aws:iam::1:mfa/jane',
	},
	{name: 'broken', kind: 'broken', problem: denied},
	...Array.from({length: 30}, (_, index): ProfileInfo => ({
		name: `team-${index}-with-a-name-that-is-rather-long`,
		kind: 'sso',
		account: String(100_000_000_000 + index),
		role: 'Developer',
	})),
];

const interrupted: HistoryEntry = {
	id: '1',
	at: '2026-05-31T09:12:00.000Z',
	region: 'us-east-1',
	kind: 'enabled',
	account: '123456789012',
	arn: 'arn:aws:sts::123456789012:assumed-role/Admin/jane',
	before: {State: 'audit-mode', ManagedBy: 'account', ImageCriteria: wideCriteria},
	after: {State: 'enabled', ManagedBy: 'account', ImageCriteria: wideCriteria},
	outcome: {status: 'unknown'},
};

function withWork(state: RolloutState, change: Partial<RegionWork>): RolloutState {
	const region = currentRegion(state) ?? '';
	return {...state, work: {...state.work, [region]: {...currentWork(state), ...change}}};
}

function withoutWatched({watched: _, ...work}: RegionWork): RegionWork {
	return work;
}

function withSettings(state: RolloutState, change: Partial<AllowedImagesSettings>): RolloutState {
	return withWork(state, {
		reading: here(wanted, {settings: {...settingsOf(state), ...change}, at: '2026-06-01T12:00:00.000Z'}),
	});
}

function withStep(state: RolloutState, change: Partial<Extract<Step, {name: 'enforce'}>>): RolloutState {
	return state.step.name === 'enforce' ? {...state, step: {...state.step, ...change}} : state;
}

function settingsOf(state: RolloutState): AllowedImagesSettings {
	return settingsIn(state, currentRegion(state) ?? '');
}

function settingsIn({work, overview}: RolloutState, region: string): AllowedImagesSettings {
	const reading = work[region]?.reading;
	const listed = overview[region]?.settings;
	if (reading?.status === 'here') {
		return reading.value.settings;
	}

	return listed?.status === 'here' ? listed.value : {State: 'disabled', ManagedBy: 'account', ImageCriteria: []};
}

function scanOf(state: RolloutState): Extract<ScanRecord, {status: 'done'}> {
	const {scan} = currentWork(state);
	if (scan?.status !== 'done') {
		throw new TypeError('The walk has scanned the Region by then');
	}

	return scan;
}

function launchesIn(state: RolloutState): readonly Launch[] {
	const {launches} = currentWork(state);
	return launches?.status === 'here' ? launches.value.launches : [];
}

function draftOf(criteria: ImageCriteria): NonNullable<RegionWork['draft']> {
	return {criteria, origin: 'preset "base"', undo: [], redo: []};
}

function partialOf(half: Inventory): Inventory {
	const inventory = new Inventory();
	inventory.expectRegions(['us-east-1']);
	inventory.apply({type: 'zones', region: 'us-east-1', zones: ['us-east-1a', 'us-east-1b']});
	inventory.apply({type: 'zone-failed', region: 'us-east-1', zone: 'us-east-1b', problem: unreachable});
	inventory.apply({type: 'page', region: 'us-east-1', zone: 'us-east-1a', page: 1, instances: instancesOf(half)});
	inventory.apply({type: 'zone-done', region: 'us-east-1', zone: 'us-east-1a'});
	return inventory;
}

function instancesOf(inventory: Inventory) {
	return Array.from({length: inventory.rowCount}, (_, row) => inventory.columns.instanceAt(row));
}

/** The same instances, as if all of them were allowed, in another Region. */
function cleanOf(half: Inventory): Inventory {
	const inventory = new Inventory();
	const region = 'us-west-2';
	inventory.expectRegions([region]);
	inventory.apply({type: 'zones', region, zones: ['us-west-2a']});
	inventory.apply({
		type: 'page',
		region,
		zone: 'us-west-2a',
		page: 1,
		instances: instancesOf(half).map(({ImageMetadata, ...instance}) => ({
			...instance,
			Region: region,
			...(ImageMetadata !== undefined && {ImageMetadata: {...ImageMetadata, ImageAllowed: true}}),
		})),
	});
	inventory.apply({type: 'zone-done', region, zone: 'us-west-2a'});
	return inventory;
}

function emptyInventory(): Inventory {
	const inventory = new Inventory();
	inventory.expectRegions(['us-east-1']);
	inventory.apply({type: 'zones', region: 'us-east-1', zones: []});
	return inventory;
}
