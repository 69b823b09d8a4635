import type {ImageCriteria} from '../../../criteria/criterion.ts';
import {criterionInWords} from '../../../criteria/words.ts';

/** What criteria allow, without whole sentences: for a column. */
export function criteriaInShort(criteria: ImageCriteria): string {
	return criteria.length === 0
		? "only your own account's AMIs"
		: criteria.map((criterion) => criterionInWords(criterion)).join('; or ');
}
