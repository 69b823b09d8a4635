/** What is said where the name of a file is typed that instances are written to. */
import {formatsByEnding} from '../../inventory/writers/formats.ts';
import {typedIn, type Prompt} from '../../machine/prompt.ts';

/** An example of a name, with every ending that says a format. */
export function exampleOfFile(): string {
	const endings = formatsByEnding
		.keys()
		.map((ending) => `.${ending}`)
		.toArray()
		.toReversed();
	return `report${endings.slice(0, -1).join(', ')} or ${endings.at(-1) ?? ''}`;
}

/** What is asked where there is such a file. */
export function overwriting(prompt: Prompt): string {
	return `${typedIn(prompt)} is there already. Overwrite it? y overwrites, n lets you choose another name.`;
}
