import type {ImageCriteria} from './criterion.ts';

/** The example of the EC2 User Guide, as `criteria.example.json` holds it: Amazon, the Marketplace and one account. */
export const exampleCriteria: ImageCriteria = [{ImageProviders: ['amazon', 'aws-marketplace', '123456789012']}];
