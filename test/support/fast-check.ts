/** Properties as all tests take them: the same cases in every run, and others in each round of a search (`npm run search`). */
import fc from 'fast-check';
import {seed} from './seed.ts';

// eslint-disable-next-line unicorn/no-top-level-side-effects -- the one place where chance is settled for all tests
fc.configureGlobal({seed, numRuns: 300});

export {default} from 'fast-check';
