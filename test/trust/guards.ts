/** Every guard between a person and a change: where it stands, and what the source is without it. */
import fs from 'node:fs/promises';
import path from 'node:path';

export type Removal = {
	/** What the guard is for. */
	readonly guard: string;
	/** Below `source`. */
	readonly file: string;
	/** Stands there exactly once. */
	readonly text: string;
	readonly without: string;
};

export const removals: readonly Removal[] = [
	{
		guard: 'a suggestion is added only once it was on the screen',
		file: 'rollout/shown-details.ts',
		text: 'return isShown\n',
		without: 'return isShown || index >= 0\n',
	},
	{
		guard: 'what was seen of one line does not count for another',
		file: 'rollout/shown-details.ts',
		text: 'details?.of === of && details.suggestions',
		without: 'details !== undefined && details.suggestions',
	},
	{
		guard: 'what was seen of a panel in another layout does not count',
		file: 'rollout/shown.ts',
		text: ' && shown.layout === layout',
		without: '',
	},
	{
		guard: 'a suggestion for another Region does not get into the current draft, from the instances',
		file: 'rollout/steps/review/list-commands.ts',
		text: 'region !== currentRegion(state)) {',
		without: 'false) {',
	},
	{
		guard: 'a suggestion for another Region does not get into the current draft, from what launches',
		file: 'rollout/steps/launches/commands.ts',
		text: 'if (region !== currentRegion(state)) {',
		without: 'if (false) {',
	},
	{
		guard: 'a key acts on the image of a line, never on an arbitrary one of a group',
		file: 'rollout/steps/review/current-line.ts',
		text: "line?.type === 'instance' ? line.image : line?.group.by === 'image' ? line.group.image : undefined;",
		without: "line?.type === 'instance' ? line.image : line?.group.image;",
	},
	{
		guard: 'a review changes nothing',
		file: 'rollout/guards.ts',
		text: "if (state.options.purpose !== 'rollout') {",
		without: 'if (false) {',
	},
	{
		guard: 'a read-only run changes nothing',
		file: 'rollout/guards.ts',
		text: 'if (state.options.readOnly) {',
		without: 'if (false) {',
	},
	{
		guard: 'nothing is changed before the settings were read',
		file: 'rollout/guards.ts',
		text: '\tif (settings === undefined) {\n\t\treturn "the Region\'s settings are not known";',
		without: '\tif (settings === undefined) {\n\t\treturn true;',
	},
	{
		guard: 'a policy-managed Region is not changed',
		file: 'rollout/guards.ts',
		text: "if (settings.ManagedBy !== 'account') {",
		without: 'if (false) {',
	},
	{
		guard: 'where a policy refused a change, none is offered before the Region was read anew',
		file: 'rollout/guards.ts',
		text: 'return reading.attempt > refusedAt ?',
		without: 'return refusedAt > -2 ?',
	},
	{
		guard: 'enforcing asks what any change asks',
		file: 'rollout/guards.ts',
		text: '\tconst change = canChange(state, region);\n\tif (change !== true) {',
		without: '\tconst change = canChange(state, region);\n\tif (false) {',
	},
	{
		guard: 'only from audit mode',
		file: 'rollout/guards.ts',
		text: "if (settings?.State !== 'audit-mode') {",
		without: 'if (settings === undefined) {',
	},
	{
		guard: 'only after a scan of the settings in force',
		file: 'rollout/guards.ts',
		text: 'if (!sameSettings(scan.settings, settings)) {',
		without: 'if (false) {',
	},
	{
		guard: 'only after a complete scan',
		file: 'rollout/guards.ts',
		text: 'return scan.isComplete ?',
		without: 'return true ?',
	},
	{
		guard: 'together only where nothing that AWS services manage is hidden',
		file: 'rollout/guards.ts',
		text: 'decision.scan.managed.problem === undefined &&',
		without: 'true &&',
	},
	{
		guard: 'together only where it is known what launches beside instances, or that it can not be read',
		file: 'rollout/guards.ts',
		text: ': unread.length > 0',
		without: ': unread.length < 0',
	},
	{
		guard: 'together only where AWS itself gave every verdict',
		file: 'rollout/guards.ts',
		text: 'decision.scan.managed.judgedHere === 0 &&',
		without: 'true &&',
	},
	{
		guard: 'only with the exact words',
		file: 'rollout/guards.ts',
		text: 'typed !== phraseOf(decision)',
		without: "typed === ''",
	},
	{
		guard: 'the words name how many images',
		file: 'rollout/guards.ts',
		text: 'return imagesNotAllowed === 0\n',
		without: 'return imagesNotAllowed >= 0\n',
	},
	{
		guard: 'applying asks what any change asks',
		file: 'rollout/guards.ts',
		text: 'canApplyDraft(state: RolloutState): Guard {\n\tconst change = canChange(state);\n\tif (change !== true) {',
		without: 'canApplyDraft(state: RolloutState): Guard {\n\tconst change = canChange(state);\n\tif (false) {',
	},
	{
		guard: 'what is enforced is not replaced',
		file: 'rollout/guards.ts',
		text: "if (currentSettings(state)?.State === 'enabled') {",
		without: 'if (false) {',
	},
	{
		guard: 'criteria with errors are not applied',
		file: 'rollout/guards.ts',
		text: 'return errors === 0 ? true :',
		without: 'return errors >= 0 ? true :',
	},
	{
		guard: 'the enforce screen opens only where enforcing is possible',
		file: 'rollout/steps/decide.ts',
		text: '\t\tconst guard = canEnforce(state);\n\t\treturn guard === true',
		without: "\t\tconst guard: true | string = canEnforce(state);\n\t\treturn guard === true || guard !== ''",
	},
	{
		guard: 'nothing is confirmed upon a panel that was not seen',
		file: 'rollout/guards.ts',
		text: 'typed !== phraseOf(decision) || !isPanelShown(state)',
		without: 'typed !== phraseOf(decision)',
	},
	{
		guard: 'words are taken only once the panel was seen',
		file: 'rollout/steps/enforce.ts',
		text: 'return isIdle(step.run) && isPanelShown(state)\n',
		without: 'return isIdle(step.run)\n',
	},
	{
		guard: 'another panel has to be seen anew',
		file: 'rollout/guards.ts',
		text: 'isSamePanel(panelIn(state), shown.panel) && isSeen(shown)',
		without: 'isSeen(shown)',
	},
	{
		guard: 'a panel is seen once its last line was',
		file: 'rollout/shown.ts',
		text: 'return seen >= of;',
		without: 'return seen > 0 || of === 0;',
	},
	{
		guard: 'lines that come after unseen ones do not count',
		file: 'rollout/shown.ts',
		text: 'const seen = from <= before ?',
		without: 'const seen = from >= 0 ?',
	},
	{
		guard: 'what a screen drew from another state does not count',
		file: 'rollout/steps/enforce.ts',
		text: '\t\t\tif (!isSamePanel(panelIn(state), drawn.panel)) {',
		without: '\t\t\tif (false) {',
	},
	{
		guard: 'a change that was made or met another one is not sent again',
		file: 'rollout/steps/enforce.ts',
		text: "if (!isIdle(step.run) || reading.status === 'wanted') {",
		without: "if (reading.status === 'wanted') {",
	},
	{
		guard: 'what was applied or met another change is not applied again',
		file: 'rollout/steps/apply.ts',
		text: '\t\t\t\t!isIdle(step.run) ||\n',
		without: '',
	},
	{
		guard: 'apply itself asks whether it may',
		file: 'rollout/steps/apply.ts',
		text: '\t\t\t\tcanApplyDraft(state) !== true\n',
		without: '\t\t\t\tfalse\n',
	},
	{
		guard: 'criteria are applied only once all of what that does was on the screen',
		file: 'rollout/steps/apply.ts',
		text: 'return isAnnounced(state, step)\n',
		without: "return isAnnounced(state, step) || step.name === 'apply'\n",
	},
	{
		guard: 'audit mode is turned on, or loosened to, only once all of what that does was on the screen',
		file: 'rollout/steps/audit.ts',
		text: 'return isAnnounced(state, step)\n',
		without: "return isAnnounced(state, step) || step.name === 'audit'\n",
	},
	{
		guard: 'what a step announces is seen once its last line was',
		file: 'rollout/announced.ts',
		text: ' && isSame(shown.panel, announcementOf(state, step)) && isSeen(shown);',
		without: ' && isSame(shown.panel, announcementOf(state, step));',
	},
	{
		guard: 'another announcement has to be seen anew',
		file: 'rollout/announced.ts',
		text: 'isSame(shown.panel, announcementOf(state, step)) && isSeen(shown);',
		without: 'isSeen(shown);',
	},
	{
		guard: 'what a screen drew of another announcement does not count',
		file: 'rollout/announced.ts',
		text: '\t\tif (!isSame(announcementOf(state, step), drawn.panel)) {',
		without: '\t\tif (false) {',
	},
	{
		guard: 'nothing is scrolled past that was not drawn',
		file: 'rollout/shown.ts',
		text: 'return Math.min(seen, onList(',
		without: 'return Math.max(0 * seen, onList(',
	},
	{
		guard: 'what is asked for once more is read once more',
		file: 'rollout/changing.ts',
		text: '\tconst {read: _, ...fresh} = step;',
		without: '\tconst fresh = step;',
	},
	{
		guard: 'the apply screen opens only where applying is possible',
		file: 'rollout/moves/steps.ts',
		text: '\tconst guard = canApplyDraft(state);\n\treturn guard === true\n',
		without: "\tconst guard: true | string = canApplyDraft(state);\n\treturn guard === true || guard !== ''\n",
	},
	{
		guard: 'loosening is asked about',
		file: 'rollout/steps/audit.ts',
		text: "return settings.State === 'disabled' ?",
		without: "return settings.State !== 'audit-mode' ?",
	},
	{
		guard: 'only a yes to that question loosens',
		file: 'rollout/steps/audit.ts',
		text: '\t\t\tif (!step.isLooseningAsked) {\n',
		without: '\t\t\tif (false) {\n',
	},
	{
		guard: 'audit mode is turned on only where a change is possible',
		file: 'rollout/steps/audit.ts',
		text: 'expected === undefined || canChange(state) !== true) {',
		without: 'expected === undefined) {',
	},
	{
		guard: 'audit mode is not turned on again over a change that was sent or met another one',
		file: 'rollout/steps/audit.ts',
		text: '\tif (!isIdle(step.run) || region === undefined ||',
		without: '\tif (region === undefined ||',
	},
	{
		guard: 'while a change is under way, keys do nothing to it',
		file: 'rollout/wizard.ts',
		text: 'return isUnderWay(state.step) ? state : reduceStep(',
		without: 'return false ? state : reduceStep(',
	},
	{
		guard: 'the result of another scan is not taken for this one',
		file: 'rollout/effects/region.ts',
		text: "return scan?.status === 'running' && scan.id === id;",
		without: "return scan?.status === 'running';",
	},
	{
		guard: 'a scan that was cancelled does not come back',
		file: 'rollout/effects/region.ts',
		text: "return scan?.status === 'running' && scan.id === id;",
		without: 'return scan?.id === id;',
	},
	{
		guard: 'a scan during which the Region changed decides nothing',
		file: 'rollout/effects/region.ts',
		text: 'if (!sameSettings(before, after)) {',
		without: 'if (false) {',
	},
	{
		guard: 'a scan says itself whether it is complete',
		file: 'rollout/effects/region.ts',
		text: "scan: {status: 'done', ...scanned, isComplete, managed,",
		without: "scan: {status: 'done', ...scanned, isComplete: true || isComplete, managed,",
	},
	{
		guard: 'a reading of other settings ends what a scan may decide',
		file: 'rollout/moves/readings.ts',
		text: "const isStale = scan?.status === 'done' && !sameSettings(scan.settings, settings);",
		without: 'const isStale = false as boolean;',
	},
	{
		guard: 'a change ends what a scan may decide',
		file: 'rollout/changing.ts',
		text: '...(scan !== undefined && {scan: staleScan(scan)}),\n\t\t\t\t\t// Whoever took',
		without: '// Whoever took',
	},
	{
		guard: 'what became of a change is for the Region that waits for it',
		file: 'rollout/changing.ts',
		text: "step.run.status !== 'running' || region !== currentRegion(state)) {",
		without: "step.run.status !== 'running') {",
	},
	{
		guard: 'of a fleet, only a Region that is as planned counts as clean',
		file: 'rollout/guards.ts',
		text: "\t\t\tstate.fleet?.progress[region]?.status === 'applied' &&\n",
		without: '',
	},
	{
		guard: 'a Region with an offender is not clean',
		file: 'rollout/guards.ts',
		text: '\t\t\tdecision.scan.counts.notAllowed === 0 &&\n',
		without: '',
	},
	{
		guard: 'a Region with an instance that nobody judged is not clean',
		file: 'rollout/guards.ts',
		text: '\t\t\tdecision.scan.counts.unknown === 0 &&\n',
		without: '',
	},
	{
		guard: 'a Region with an image that is not allowed is not clean',
		file: 'rollout/guards.ts',
		text: 'decision.scan.offendingImages.length === 0\n',
		without: 'true\n',
	},
	{
		guard: 'clean Regions are enforced by the exact words only',
		file: 'rollout/guards.ts',
		text: 'typed !== phraseForTogether(panel)',
		without: "typed === ''",
	},
	{
		guard: 'clean Regions are enforced upon a panel that was seen only',
		file: 'rollout/guards.ts',
		text: ' || !isCleanPanelShown(panel, shown)) {\n\t\treturn undefined;',
		without: ') {\n\t\treturn undefined;',
	},
	{
		guard: 'another panel over clean Regions has to be seen anew',
		file: 'rollout/guards.ts',
		text: 'return shown?.panel === panel && isSeen(shown);',
		without: 'return shown !== undefined && isSeen(shown);',
	},
	{
		guard: 'what was listed as clean has to be clean still, by the same scan',
		file: 'rollout/guards.ts',
		text: 'return panel.every(({region, scan}) => now.get(region) === scan) ?',
		without: 'return now.size >= 0 ?',
	},
	{
		guard: 'a fleet run belongs to a rollout',
		file: 'rollout/steps/fleet/moves.ts',
		text: "if (options.purpose !== 'rollout') {",
		without: 'if (false) {',
	},
	{
		guard: 'a read-only run carries out no plan',
		file: 'rollout/steps/fleet/moves.ts',
		text: 'if (options.readOnly) {',
		without: 'if (false) {',
	},
	{
		guard: 'a plan waits until every Region was read',
		file: 'rollout/steps/fleet/moves.ts',
		text: "if (fleet?.regions.some((region) => (work[region] ?? noWork).reading.status === 'wanted') === true) {",
		without: 'if (false) {',
	},
	{
		guard: 'a plan is carried out only once all of it was on the screen',
		file: 'rollout/steps/fleet/views.ts',
		text: 'return isPlanShown(state, view) ?',
		without: 'return isPlanShown(state, view) || view.cursor >= 0 ?',
	},
	{
		guard: 'another plan has to be seen anew',
		file: 'rollout/steps/fleet/moves.ts',
		text: 'return read?.shown?.panel === planTold(state) && isSeen(read.shown);',
		without: 'return read?.shown !== undefined && isSeen(read.shown);',
	},
	{
		guard: 'a plan that became another one while it was written down is not begun',
		file: 'rollout/steps/fleet/effects.ts',
		text: ' && !isPlanShown(state, step.view)) {',
		without: ' && step.view.cursor < 0) {',
	},
	{
		guard: 'nothing is enforced together upon what was told of launches before more was known',
		file: 'rollout/steps/fleet/views.ts',
		text: 'if (fresh.panel.some(({region}) => !isTold(view.sources.get(region), fresh.sources.get(region)))) {',
		without: 'if (false) {',
	},
	{
		guard: 'a count takes nothing from the rows of a scan',
		file: 'rollout/session.ts',
		text: 'if (scan === undefined && (work?.scan ?? work?.enforcedUpon) !== undefined) {',
		without: 'if (false) {',
	},
	{
		guard: 'an enforcement is proven by a whole scan',
		file: 'rollout/effects/proof.ts',
		text: 'if (inventory?.coverage.isComplete(region) !== true) {',
		without: 'if (inventory === undefined) {',
	},
	{
		guard: 'a plan never loosens an enforced Region',
		file: 'rollout/steps/fleet/plan.ts',
		text: "\t\tcase 'enabled': {\n\t\t\treturn 'it is enforced already; a fleet run never loosens';",
		without: "\t\tcase 'enabled': {\n\t\t\treturn undefined;",
	},
	{
		guard: 'a plan leaves out what a policy manages',
		file: 'rollout/steps/fleet/plan.ts',
		text: "if (ManagedBy !== 'account') {",
		without: 'if (false) {',
	},
	{
		guard: 'taking back belongs to a rollout',
		file: 'rollout/guards.ts',
		text: "\tif (options.purpose !== 'rollout') {",
		without: '\tif (false) {',
	},
	{
		guard: 'a read-only run takes nothing back',
		file: 'rollout/guards.ts',
		text: "return options.readOnly ? 'this run is read-only' : true;",
		without: 'return true;',
	},
	{
		guard: 'what is confirmed to be taken back asks what taking back asks',
		file: 'rollout/guards.ts',
		text: 'return canUndo(state) === true &&\n',
		without: 'return true &&\n',
	},
	{
		guard: 'it is taken back by the exact words only',
		file: 'rollout/guards.ts',
		text: 'typed === phraseForUndo(panel)',
		without: "typed !== ''",
	},
	{
		guard: 'it is taken back upon a panel that was seen only',
		file: 'rollout/guards.ts',
		text: '\t\tisUndoPanelShown(panel) &&\n',
		without: '',
	},
	{
		guard: 'another panel of what is taken back has to be seen anew',
		file: 'rollout/guards.ts',
		text: 'shown?.panel === rows.value && isSeen(shown)',
		without: 'shown !== undefined && isSeen(shown)',
	},
	{
		guard: 'words for taking back are taken only once the panel was seen',
		file: 'rollout/steps/undo.ts',
		text: 'return isUndoPanelShown(step) ? goTo',
		without: 'return step.top >= 0 ? goTo',
	},
	{
		guard: 'what is being taken back is not left',
		file: 'rollout/steps/undo.ts',
		text: 'const isOver = !isTakingBack(step) && ',
		without: 'const isOver = ',
	},
	{
		guard: 'taking back never enforces',
		file: 'operations/change/undo-plan.ts',
		text: "if (before.State !== 'audit-mode' && before.State !== 'disabled') {",
		without: 'if (false) {',
	},
	{
		guard: 'the Region is read again right before a change',
		file: 'operations/change/change.ts',
		text: '\t\tif (!sameSettings(found, before)) {\n\t\t\treturn',
		without: '\t\tif (false) {\n\t\t\treturn',
	},
	{
		guard: 'all settings are compared after a change',
		file: 'operations/change/change.ts',
		text: 'return isIntended(change, settings)\n',
		without: "return settings.State !== ''\n",
	},
	{
		guard: 'what was sent counts as made only where all settings are as intended',
		file: 'operations/change/change.ts',
		text: '\tif (isIntended(change, found)) {',
		without: '\tif (hasTakenEffect(change.kind, intendedBy(change), found)) {',
	},
	{
		guard: 'what was sent and not answered is not sent again',
		file: 'rollout/changing.ts',
		text: "return status === 'ready' || status === 'failed';",
		without: "return status !== 'running' && status !== 'done' && status !== 'foreign';",
	},
	{
		guard: 'asking for a change once more takes its words once more',
		file: 'rollout/changing.ts',
		text: "run: {status: 'ready'}, field: emptyField, mismatch: false}",
		without: "run: {status: 'ready'}, mismatch: false}",
	},
	{
		guard: 'the history is written before a change is sent',
		file: 'operations/change/change.ts',
		text: '\t\tentry = await ledger.begin({',
		without: '\t\tentry = await (async (_: unknown) => "")({',
	},
	{
		guard: 'a change that was stopped before it left is not sent',
		file: 'operations/change/change.ts',
		text: '\t\tsignal.throwIfAborted();\n\t\treport',
		without: '\t\treport',
	},
	{
		guard: 'what comes of work that nobody waits for is not heard',
		file: 'machine/effect-host.ts',
		text: 'if (this.#running.get(job.id)?.controller === controller) {',
		without: 'if (true) {',
	},
	{
		guard: 'work that nobody waits for is stopped',
		file: 'machine/effect-host.ts',
		text: '\t\t\tcontroller.abort();\n',
		without: '',
	},
];

/**
The source of a file without a guard.

@throws RangeError where the guard does not stand there exactly once.
*/
export async function withoutGuard(root: string, {file, text, without}: Removal): Promise<string> {
	const source = await fs.readFile(path.join(root, 'source', file), 'utf8');
	const times = source.split(text).length - 1;
	if (times !== 1) {
		throw new RangeError(`${file}: this stands there ${times} times, not once: ${text}`);
	}

	return source.replace(text, () => without);
}
