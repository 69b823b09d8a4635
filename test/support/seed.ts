/** Chance in tests: the same in every run, but for a search (`npm run search`), which names a seed of its own for each of its rounds. */
import process from 'node:process';

export const seed = Number(process.env.SEARCH_SEED ?? 20_261_125);
