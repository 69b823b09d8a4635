import {Argument} from '@commander-js/extra-typings';

/** The name of a preset there is. */
export const presetArgument = new Argument('<preset>', 'the name of the preset');
