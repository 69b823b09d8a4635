import type {ImageCriteria} from './criterion.ts';

/** What most allow lists begin with: Amazon and the Marketplace. No account is in it: a stranger's has no place in anybody's list. */
export const exampleCriteria: ImageCriteria = [{ImageProviders: ['amazon', 'aws-marketplace']}];
