/** What undo says of a Region: what could be done, and what became of it. */
import {diffSettings} from './settings-diff.ts';
import type {UndoPreview, UndoResult} from './undo.ts';

/** Why there is nothing to do, or nothing that may be done; more than one line where there is a next step. */
export function previewInWords(region: string, preview: Exclude<UndoPreview, {type: 'possible'}>): string {
	switch (preview.type) {
		case 'back': {
			return `${region} reports the settings from before it already; nothing to do.`;
		}

		case 'unproven': {
			return `${region} reports the settings from before change ${preview.entry.id}, but whether that change was made is not known: it may still show.\n  Run "allowed-amis history" later; it asks the Region again.`;
		}

		case 'refused': {
			return `${region}: ${preview.what}\n  ${preview.next}`;
		}

		case 'unread': {
			return `${region}: ${preview.problem.what}\n  ${preview.problem.next}`;
		}
	}
}

/** What became of taking back a Region's changes. */
export function resultInWords(region: string, result: UndoResult): string {
	switch (result.type) {
		case 'back': {
			return `${region} is back to ${result.settings.State}.`;
		}

		case 'foreign': {
			return `${region}: somebody changed its settings just now; nothing more was sent.\n  Run undo again to see how it is now.`;
		}

		case 'failed': {
			return `${region}: ${result.problem.what}\n  ${result.problem.next}`;
		}

		case 'unclear': {
			return `${region}: ${result.problem.what}\n  It may have taken effect all the same: "allowed-amis status --region ${region}" shows what is there. Run undo again to go on from that.`;
		}

		case 'differs': {
			return [
				`${region}: AWS carried it out, and the Region reports something else than was intended. Somebody else changes it, too. In force now:`,
				...diffSettings(result.intended, result.found).map(({sign, text}) => `  ${sign} ${text}`),
				'Nothing more was sent. Run undo again to go on from what is in force.',
			].join('\n');
		}
	}
}
