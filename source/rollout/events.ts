import type {AllowedImagesSettings} from '../criteria/settings.ts';
import type {ImageCriteria} from '../criteria/criterion.ts';
import type {Problem} from '../problem.ts';
import type {ChangeResult, ChangeStage} from '../operations/change.ts';
import type {HistoryEntry, Identity, PermissionCheck, Preset, RegionInfo} from '../operations/ports.ts';
import type {Effect} from './effects.ts';
import type {Impact, Notice, RegionCounts} from './state.ts';

/** What a person asks for with a key. What it means depends on the step; a step ignores what has no meaning in it. */
export type UserEvent =
	| {readonly type: 'next'}
	| {readonly type: 'back'}
	| {readonly type: 'move'; readonly by: number}
	| {readonly type: 'move-to'; readonly to: 'top' | 'end'}
	| {readonly type: 'choose'; readonly index: number}
	| {readonly type: 'mark'}
	| {readonly type: 'mark-all'}
	| {readonly type: 'filter'}
	| {readonly type: 'jump'}
	/** A press that the text field in focus takes: a character, or an editing key. */
	| {readonly type: 'text'; readonly press: string}
	| {readonly type: 'paste'; readonly text: string}
	| {readonly type: 'submit'}
	| {readonly type: 'answer'; readonly yes: boolean}
	| {readonly type: 'retry'}
	| {readonly type: 'sign-in'}
	| {readonly type: 'choose-profile'}
	| {readonly type: 'open-demo'}
	| {readonly type: 'rescan'}
	| {readonly type: 'browse'}
	| {
			readonly type: 'criteria';
			readonly action:
				| 'sources'
				| 'edit'
				| 'external-editor'
				| 'save-preset'
				| 'add'
				| 'remove'
				| 'new-criterion'
				| 'undo'
				| 'redo'
				| 'panel';
	  }
	| {readonly type: 'remove-preset'}
	| {readonly type: 'accept-settings'}
	| {readonly type: 'revise'}
	| {readonly type: 'keep-audit-mode'}
	| {readonly type: 'enforce'}
	| {readonly type: 'detail'}
	| {readonly type: 'references'; readonly imageId: string; readonly region: string}
	| {readonly type: 'export'}
	| {readonly type: 'copy'; readonly text: string}
	| {readonly type: 'copy-command'}
	| {readonly type: 'open-url'; readonly url: string}
	| {readonly type: 'add-to-draft'; readonly criteria: ImageCriteria; readonly label: string}
	| {readonly type: 'notice'; readonly notice: Notice}
	| {readonly type: 'help'}
	| {readonly type: 'interrupt'}
	| {readonly type: 'quit'};

/** What came of an effect. */
export type ResultEvent =
	| {readonly type: 'identity'; readonly identity: Identity}
	| {readonly type: 'profiles'; readonly names: readonly string[]}
	| {readonly type: 'permissions'; readonly checks: readonly PermissionCheck[]}
	| {readonly type: 'region-permissions'; readonly region: string; readonly checks: readonly PermissionCheck[]}
	| {readonly type: 'unresolved'; readonly entries: readonly HistoryEntry[]}
	| {readonly type: 'regions'; readonly regions: readonly RegionInfo[]}
	| {readonly type: 'overview-settings'; readonly region: string; readonly settings: AllowedImagesSettings}
	| {readonly type: 'overview-counting'; readonly region: string; readonly counts: RegionCounts}
	| {readonly type: 'overview-counts'; readonly region: string; readonly counts: RegionCounts}
	| {
			readonly type: 'overview-failed';
			readonly region: string;
			readonly part: 'settings' | 'counts';
			readonly problem: Problem;
	  }
	| {readonly type: 'reading'; readonly region: string; readonly settings: AllowedImagesSettings; readonly at: string}
	| {readonly type: 'presets'; readonly presets: readonly Preset[]}
	| {readonly type: 'preset-saved'; readonly preset: Preset}
	| {readonly type: 'preset-removed'; readonly name: string}
	| {readonly type: 'criteria-loaded'; readonly criteria: ImageCriteria; readonly origin: string}
	| {readonly type: 'editor-closed'; readonly text: string}
	| {readonly type: 'change-stage'; readonly stage: ChangeStage}
	| {readonly type: 'change-result'; readonly region: string; readonly result: ChangeResult; readonly at: string}
	| {
			readonly type: 'scan-done';
			readonly region: string;
			readonly id: number;
			readonly before: AllowedImagesSettings;
			readonly after: AllowedImagesSettings;
			readonly isComplete: boolean;
			readonly counts: RegionCounts;
			readonly offendingImages: readonly string[];
			readonly at: string;
	  }
	| {readonly type: 'impact'; readonly region: string; readonly impact: Impact}
	| {readonly type: 'copied'; readonly text: string}
	/** False: no program to open it with was found, and it is on the clipboard instead. */
	| {readonly type: 'opened'; readonly url: string; readonly isOpened: boolean}
	| {readonly type: 'exported'; readonly path: string; readonly rows: number}
	| {readonly type: 'signed-in'}
	| {readonly type: 'failed'; readonly effect: Effect; readonly problem: Problem};

export type WizardEvent = UserEvent | {readonly type: 'result'; readonly result: ResultEvent};
