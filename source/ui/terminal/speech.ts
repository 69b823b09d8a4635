import {stripVTControlCharacters} from 'node:util';
import {typedMark} from '../components/lists/typed-mark.ts';

type Question = {readonly asked: string; readonly typed: string};

/**
What a screen reader is given to read of frames that follow each other: lines, each when it comes, and no line again while it stays. A text field is
a question at the end, and what is typed there is echoed behind it.
*/
export class Speech {
	#before: ReadonlySet<string> = new Set();
	#open: Question | undefined;
	#held: string | undefined;

	/** Whether something waits until nobody types: what a list says of each letter would talk into the word. */
	get isHolding(): boolean {
		return this.#held !== undefined;
	}

	/** What a frame adds: text for the terminal, which may begin behind what is typed. */
	of(frame: string): string {
		const {lines, question} = readFrame(frame);
		const isTyping = this.#open?.asked === question?.asked && this.#open?.typed !== question?.typed;
		if (isTyping && question !== undefined) {
			const echo = echoOf(this.#open?.typed ?? '', question);
			this.#open = question;
			this.#held = frame;
			return echo;
		}

		this.#held = undefined;
		const isNew = (line: string): boolean => !this.#before.has(line) && !this.#before.has(`chosen: ${line}`);
		const news = [...lines].filter((line) => isNew(line));
		this.#before = lines;
		const isSame = this.#open?.asked === question?.asked;
		if (news.length === 0 && isSame) {
			return '';
		}

		const closed = this.#open === undefined ? '' : '\n';
		this.#open = question;
		return `${closed}${news.map((line) => `${line}\n`).join('')}${question === undefined ? '' : question.asked + question.typed}`;
	}

	/** What was held, once nobody types. */
	rested(): string {
		return this.#held === undefined ? '' : this.of(this.#held);
	}

	/** Ends the line that is open: somebody else has the terminal from here on. */
	close(): string {
		const end = this.#open === undefined ? '' : '\n';
		this.#open = undefined;
		return end;
	}
}

/** The lines of a frame, and what is asked on it. */
function readFrame(frame: string): {readonly lines: ReadonlySet<string>; readonly question: Question | undefined} {
	const lines = new Set<string>();
	let question: Question | undefined;
	for (const line of stripVTControlCharacters(frame).split('\n')) {
		const mark = line.indexOf(typedMark);
		if (mark === -1) {
			const text = readable(line);
			if (/[\p{L}\p{N}]/u.test(text)) {
				lines.add(text);
			}
		} else {
			const asked = readable(line.slice(0, mark));
			question = {asked: asked === '' ? '' : `${asked} `, typed: line.slice(mark + typedMark.length)};
		}
	}

	return {lines, question};
}

/** A line without what only draws: blanks that line up are pauses. */
function readable(line: string): string {
	const parts = line
		.replaceAll(/[\u{2500}-\u{259F}]/gu, ' ')
		.replaceAll(' · ', '  ')
		.split('  ')
		// A sign that stood between two parts is a pause, too.
		.map((part) => part.trim().replace(/^,\s*/, ''))
		.filter((part) => /[\p{L}\p{N}]/u.test(part));
	const [first = '', ...rest] = parts;
	return rest
		.reduce((text, part) => `${text}${/[!,.:;?]$/.test(text) ? ' ' : ', '}${part}`, first)
		.replaceAll(' ,', ',');
}

/** What a terminal shows the change of a typed text with: more behind it, or its end taken back, or all of it once more. */
function echoOf(before: string, {asked, typed}: Question): string {
	if (typed.startsWith(before)) {
		return typed.slice(before.length);
	}

	return before.startsWith(typed) ? '\b \b'.repeat([...before].length - [...typed].length) : `\n${asked}${typed}`;
}
