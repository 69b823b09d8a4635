import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {formatIssue, readCriteria} from '../../source/criteria/validation/check.ts';

const root = 'ec2_attributes.allowed_images_settings';
const providers = {allowed_image_providers: {'@@assign': ['amazon', 'aws_marketplace']}};
const read = [{ImageProviders: ['amazon', 'aws-marketplace']}];

/** A policy as it should be, with parts replaced. */
function policyOf(
	settings: Readonly<Record<string, unknown>> = {},
	attributes: Readonly<Record<string, unknown>> = {},
) {
	return {
		ec2_attributes: {
			allowed_images_settings: {
				state: {'@@assign': 'audit_mode'},
				image_criteria: {criteria_1: providers},
				...settings,
			},
			...attributes,
		},
	};
}

function criterionOf(criterion: unknown) {
	return policyOf({image_criteria: {criteria_1: criterion}});
}

function errorsOf(policy: unknown): readonly string[] {
	const {criteria, errors} = readCriteria(JSON.stringify(policy));
	assert.equal(criteria === undefined, errors.length > 0);
	return errors.map((issue) => formatIssue(issue));
}

describe('a declarative policy as it is written', () => {
	it('is read', () => {
		const {criteria, state, errors, warnings} = readCriteria(
			JSON.stringify(
				policyOf(
					{'@@operators_allowed_for_child_policies': ['@@none']},
					{
						exception_message: {'@@assign': 'Ask the platform team'},
						image_block_public_access: {state: {'@@assign': 'block_new_sharing'}},
						'@@operators_allowed_for_child_policies': ['@@all'],
					},
				),
			),
		);
		assert.deepEqual(
			{criteria, state, errors, warnings},
			{criteria: read, state: 'audit-mode', errors: [], warnings: []},
		);
	});

	const slips: ReadonlyArray<readonly [string, unknown, ...string[]]> = [
		[
			'image_criterion',
			policyOf({image_criteria: undefined, image_criterion: {criteria_1: providers}}),
			`${root}.image_criterion, line 1: "image_criterion" is not known; did you mean image_criteria?`,
		],
		[
			'@@assign at image_criteria',
			policyOf({image_criteria: {'@@assign': {criteria_1: providers}}}),
			`${root}.image_criteria.@@assign, line 1: "@@assign" can't stand here; operators stand at each list of values: {"criteria_1": {"allowed_image_providers": {"@@assign": [ … ]}}}`,
		],
		[
			'@@assign right under allowed_images_settings',
			{ec2_attributes: {allowed_images_settings: {'@@assign': {image_criteria: {criteria_1: providers}}}}},
			`${root}.@@assign, line 1: "@@assign" can't stand here; operators stand at each value: {"state": {"@@assign": "audit_mode"}}`,
		],
		[
			'a state that is none',
			policyOf({state: {'@@assign': 'enforced'}}),
			`${root}.state.@@assign, line 1: "enforced" is not a state; it is one of enabled, audit_mode, disabled`,
		],
		[
			'a state as the API spells it',
			policyOf({state: {'@@assign': 'audit-mode'}}),
			`${root}.state.@@assign, line 1: "audit-mode" is not a state; did you mean "audit_mode"?`,
		],
		[
			'provider none',
			criterionOf({allowed_image_providers: {'@@assign': ['none']}}),
			`${root}.image_criteria.criteria_1.allowed_image_providers.@@assign[0], line 1: "none" has no counterpart in policies; own images are always allowed, so leave it out`,
		],
		[
			'an alias as the API spells it',
			criterionOf({allowed_image_providers: {'@@append': ['amazon', 'aws-marketplace']}}),
			`${root}.image_criteria.criteria_1.allowed_image_providers.@@append[1], line 1: "aws-marketplace" is not a provider; did you mean "aws_marketplace"?`,
		],
		[
			'an account ID that lost its zero',
			criterionOf({allowed_image_providers: {'@@assign': ['12345678901', 123_456_789_012]}}),
			`${root}.image_criteria.criteria_1.allowed_image_providers.@@assign[0], line 1: "12345678901" has 11 digits; an account ID has 12 (lost a leading zero?)`,
			`${root}.image_criteria.criteria_1.allowed_image_providers.@@assign[1], line 1: 123456789012 is a number; write account IDs in quotes, or leading zeros get lost`,
		],
		[
			'exception_message one level too deep',
			policyOf({exception_message: {'@@assign': 'No.'}}),
			`${root}.exception_message, line 1: "exception_message" can't stand here; it belongs directly under ec2_attributes`,
		],
		[
			'an exception_message that is no text',
			policyOf({}, {exception_message: {'@@assign': ['No.']}}),
			'ec2_attributes.exception_message.@@assign, line 1: ["No."] is not text; write it in quotes',
		],
		[
			'values without operators',
			criterionOf({
				allowed_image_providers: ['amazon'],
				creation_date_condition: {maximum_days_since_created: 300},
			}),
			`${root}.image_criteria.criteria_1.allowed_image_providers, line 1: ["amazon"] stands without an operator; write {"@@assign": ["amazon"]}`,
			`${root}.image_criteria.criteria_1.creation_date_condition.maximum_days_since_created, line 1: 300 stands without an operator; write {"@@assign": 300}`,
		],
		[
			'a state without an operator',
			policyOf({state: 'enabled'}),
			`${root}.state, line 1: "enabled" stands without an operator; write {"@@assign": "enabled"}`,
		],
		[
			'names of other tools and of the API',
			criterionOf({allowed_image_owners: {'@@assign': ['amazon']}, ImageNames: {'@@assign': ['a*']}}),
			`${root}.image_criteria.criteria_1.allowed_image_owners, line 1: "allowed_image_owners" is not known; did you mean allowed_image_providers?`,
			`${root}.image_criteria.criteria_1.ImageNames, line 1: "ImageNames" is not known; did you mean image_names?`,
		],
		[
			'what policies have no syntax for',
			criterionOf({...providers, scan_result_condition: {}}),
			`${root}.image_criteria.criteria_1.scan_result_condition, line 1: "scan_result_condition" is not known; the names here are allowed_image_providers, image_names, marketplace_product_codes, creation_date_condition, deprecation_time_condition`,
		],
		[
			'a limit outside its condition',
			criterionOf({...providers, maximum_days_since_created: {'@@assign': '300'}}),
			`${root}.image_criteria.criteria_1.maximum_days_since_created, line 1: "maximum_days_since_created" can't stand here; it belongs under creation_date_condition`,
		],
		[
			'the other limit in a condition',
			criterionOf({...providers, creation_date_condition: {maximum_days_since_deprecated: {'@@assign': '0'}}}),
			`${root}.image_criteria.criteria_1.creation_date_condition.maximum_days_since_deprecated, line 1: "maximum_days_since_deprecated" is not known; did you mean maximum_days_since_created?`,
		],
		[
			'@@assign at a condition',
			criterionOf({...providers, creation_date_condition: {'@@assign': {maximum_days_since_created: '300'}}}),
			`${root}.image_criteria.criteria_1.creation_date_condition.@@assign, line 1: "@@assign" can't stand here; operators stand at its value: {"maximum_days_since_created": {"@@assign": "300"}}`,
		],
		[
			'@@append at a single value',
			criterionOf({...providers, creation_date_condition: {maximum_days_since_created: {'@@append': ['300']}}}),
			`${root}.image_criteria.criteria_1.creation_date_condition.maximum_days_since_created.@@append, line 1: "@@append" is for lists; a single value is set with "@@assign"`,
		],
		[
			'an operator that is misspelled',
			criterionOf({allowed_image_providers: {'@@asign': ['amazon'], assign: ['amazon']}}),
			`${root}.image_criteria.criteria_1.allowed_image_providers.@@asign, line 1: "@@asign" is not known; did you mean @@assign?`,
			`${root}.image_criteria.criteria_1.allowed_image_providers.assign, line 1: "assign" is not known; did you mean @@assign?`,
		],
		[
			'a list that is none',
			criterionOf({image_names: {'@@assign': 'golden-*'}, marketplace_product_codes: {'@@assign': []}}),
			`${root}.image_criteria.criteria_1.image_names.@@assign, line 1: "golden-*" is not a list; write [ … ]`,
			`${root}.image_criteria.criteria_1.marketplace_product_codes.@@assign, line 1: is an empty list; AWS does not document what that allows`,
		],
		[
			'@@remove alone',
			criterionOf({...providers, image_names: {'@@remove': ['old-*']}}),
			`${root}.image_criteria.criteria_1.image_names.@@remove, line 1: only takes values away from what a parent policy gives; read the policy in effect instead, as "aws organizations describe-effective-policy" prints it`,
		],
		[
			'operators for children that are none',
			criterionOf({
				allowed_image_providers: {'@@assign': ['amazon'], '@@operators_allowed_for_child_policies': ['@@nothing']},
			}),
			`${root}.image_criteria.criteria_1.allowed_image_providers.@@operators_allowed_for_child_policies[0], line 1: "@@nothing" is not known; the operators are @@assign, @@append, @@remove, @@all, @@none`,
		],
		[
			'a criterion one level too high',
			policyOf({image_criteria: undefined, criteria_1: providers}),
			`${root}.criteria_1, line 1: "criteria_1" can't stand here; it belongs under image_criteria`,
		],
		[
			'criteria that are otherwise named',
			policyOf({image_criteria: {criterion_2: providers, criteria_11: providers, 1: providers}}),
			`${root}.image_criteria.1, line 1: "1" is not known; did you mean criteria_1?`,
			`${root}.image_criteria.criterion_2, line 1: "criterion_2" is not known; did you mean criteria_2?`,
			`${root}.image_criteria.criteria_11, line 1: "criteria_11" is not known; criteria are named criteria_1 to criteria_10`,
		],
		[
			'criteria as a list',
			policyOf({image_criteria: [providers]}),
			`${root}.image_criteria, line 1: [{"allowed_image_providers":{"@@assign":["amazon","aws_marke… is not a structure; write {"criteria_1": …}`,
		],
		[
			'no criteria',
			policyOf({image_criteria: undefined}),
			`${root}, line 1: has no image_criteria; the policy holds no criteria`,
		],
		[
			'no criteria in the structure',
			policyOf({image_criteria: {}}),
			`${root}.image_criteria, line 1: holds no criteria; write {"criteria_1": { … }}`,
		],
		[
			'an attribute that is misspelled',
			{ec2_attributes: {allowed_image_settings: {image_criteria: {criteria_1: providers}}}},
			'ec2_attributes.allowed_image_settings, line 1: "allowed_image_settings" is not known; did you mean allowed_images_settings?',
		],
		[
			'something beside ec2_attributes',
			{...policyOf(), exception_message: {'@@assign': 'No.'}},
			'exception_message, line 1: "exception_message" can\'t stand here; it belongs directly under ec2_attributes',
		],
	];
	for (const [name, policy, ...expected] of slips) {
		it(`refuses ${name}`, () => {
			assert.deepEqual(errorsOf(policy), expected);
		});
	}

	it('tells all slips at once, each on its line', () => {
		const text = JSON.stringify(
			policyOf({
				state: {'@@assign': 'on'},
				image_criteria: {criteria_1: {image_nams: 1}, criteria_2: {...providers, image_names: {'@@assign': ['?a']}}},
			}),
			undefined,
			1,
		);
		assert.deepEqual(
			readCriteria(text).errors.map(({path, line}) => [path, text.split('\n')[(line ?? 0) - 1]?.trim()]),
			[
				[`${root}.state.@@assign`, '"@@assign": "on"'],
				[`${root}.image_criteria.criteria_1.image_nams`, '"image_nams": 1'],
				[`${root}.image_criteria.criteria_2.image_names.@@assign[0]`, '"?a"'],
			],
		);
	});

	it('is warned of where a parent policy decides, and where AWS may know more', () => {
		const warnings = (policy: unknown) => readCriteria(JSON.stringify(policy)).warnings.map(({message}) => message);
		assert.deepEqual(warnings(policyOf({state: undefined})), [
			'gives no state; it is what a parent policy says, if any does',
		]);
		assert.deepEqual(warnings(policyOf({}, {quantum_entanglement: {}})), [
			'"quantum_entanglement" is not known to this tool; it is not looked at',
		]);
		assert.deepEqual(
			warnings(criterionOf({allowed_image_providers: {'@@append': ['amazon'], '@@remove': ['111122223333']}})),
			['takes values away from a parent policy; that is left out'],
		);
	});
});

describe('a declarative policy as AWS prints it', () => {
	const written = JSON.stringify(policyOf());
	const inEffect = JSON.stringify({
		ec2_attributes: {
			exception_message: 'No.',
			allowed_images_settings: {
				state: 'enabled',
				image_criteria: {
					criteria_1: {
						allowed_image_providers: ['amazon', 'aws_marketplace'],
						creation_date_condition: {maximum_days_since_created: '300'},
					},
				},
			},
		},
	});
	const summary = {Id: 'p-1', Name: 'ours', Type: 'DECLARATIVE_POLICY_EC2', AwsManaged: false};
	const effective = {
		PolicyContent: inEffect,
		LastUpdatedTimestamp: 1,
		TargetId: '123456789012',
		PolicyType: 'DECLARATIVE_POLICY_EC2',
	};

	it('describe-policy, whole or queried', () => {
		for (const printed of [
			{Policy: {PolicySummary: summary, Content: written}},
			{PolicySummary: summary, Content: written},
			{Content: written},
			written,
			{Content: JSON.parse(written) as unknown},
		]) {
			const {criteria, state, source, errors, warnings} = readCriteria(JSON.stringify(printed));
			assert.deepEqual(errors, []);
			assert.deepEqual(warnings, []);
			assert.deepEqual({criteria, state, source}, {criteria: read, state: 'audit-mode', source: 'declarative-policy'});
		}
	});

	it('describe-effective-policy, whole or queried: no operators there', () => {
		for (const printed of [{EffectivePolicy: effective}, effective, {PolicyContent: inEffect}, inEffect]) {
			const {criteria, state, errors, warnings} = readCriteria(JSON.stringify(printed));
			assert.deepEqual(errors, []);
			assert.deepEqual(warnings, []);
			assert.equal(state, 'enabled');
			assert.deepEqual(criteria, [{...read[0], CreationDateCondition: {MaximumDaysSinceCreated: 300}}]);
		}
	});

	it('a slip in it has the path in the policy and the line in the file', () => {
		const content = JSON.stringify(policyOf({state: {'@@assign': 'on'}}), undefined, 1);
		const [error] = readCriteria(`{\n "Policy": {\n  "Content": ${JSON.stringify(content)}\n }\n}`).errors;
		assert.ok(error);
		assert.equal(
			formatIssue(error),
			`${root}.state.@@assign, line 3: "on" is not a state; it is one of enabled, audit_mode, disabled`,
		);
	});

	it('refuses what is wrong with the wrapping', () => {
		const scp = {Version: '2012-10-17', Statement: []};
		assert.deepEqual(
			[
				{Policy: {PolicySummary: {Type: 'SERVICE_CONTROL_POLICY'}, Content: JSON.stringify(scp)}},
				{Policy: {PolicySummary: summary, Content: '{"ec2_attributes": \n[}'}},
				{Content: JSON.stringify(scp)},
				{Content: '7'},
				{EffectivePolicy: {PolicyContent: written}},
			].map((printed) => errorsOf(printed)),
			[
				[
					'Policy.Content, line 1: is a policy of type "SERVICE_CONTROL_POLICY"; criteria are in policies of type DECLARATIVE_POLICY_EC2',
				],
				['Policy.Content, line 1: the policy in this text, at its own line 2, column 2: a value should stand here'],
				[
					'Version, line 1: "Version" is not known; the names here are ec2_attributes',
					'Statement, line 1: "Statement" is not known; the names here are ec2_attributes',
				],
				['line 1, column 12: 7 is not a declarative policy; write {"ec2_attributes": { … }}'],
				[
					`${root}.state.@@assign, line 1: "@@assign" can't stand in a policy in effect; its values stand by themselves`,
					`${root}.image_criteria.criteria_1.allowed_image_providers.@@assign, line 1: "@@assign" can't stand in a policy in effect; its values stand by themselves`,
				],
			],
		);
	});
});
