/** The keys of the organization screen: its part of the registry. */
import type {OrganizationEvent, OrganizationState} from '../../organization/state.ts';
import type {KeyBinding, KeyRegistry} from './binding.ts';

/** Where keys mean something on the organization screen. */
export const organizationContexts = {
	help: 'Help',
	grid: 'Organization, the grid',
	images: 'Organization, the images',
	plan: 'Organization, the plan',
	filter: 'Organization, typing a filter',
	detail: 'Organization, one cell or image in full',
	export: 'Organization, typing a file name',
	overwrite: 'Organization, asked before overwriting',
	waiting: 'Organization, while a file is written',
} as const;

export type OrganizationPlace = keyof typeof organizationContexts;
type Binding = KeyBinding<OrganizationState, OrganizationPlace, OrganizationEvent>;

const lists: readonly OrganizationPlace[] = ['grid', 'images'];
const all: readonly OrganizationPlace[] = [...lists, 'plan'];
const moving: readonly OrganizationPlace[] = [...all, 'detail'];

const bindings: readonly Binding[] = [
	{keys: ['esc'], words: 'back', where: ['detail'], isInFooter: true, event: {type: 'back'}},
	{keys: ['enter'], words: 'in full', where: lists, isInFooter: true, event: {type: 'next'}},
	{keys: ['tab'], words: 'grid, images, plan', where: all, isInFooter: true, event: {type: 'tab', to: 'next'}},
	{keys: ['1'], words: 'the grid', where: all, event: {type: 'tab', to: 'grid'}},
	{keys: ['2'], words: 'the images', where: all, event: {type: 'tab', to: 'images'}},
	{keys: ['3'], words: 'the plan', where: all, event: {type: 'tab', to: 'plan'}},
	{keys: ['/'], words: 'filter', where: lists, isInFooter: true, event: {type: 'filter'}},
	{
		keys: ['s'],
		words: {
			general: 'sort by the next of its orders',
			now: ({tab, order}) => (tab === 'plan' ? 'sort' : `sort (${order[tab]})`),
		},
		where: lists,
		isInFooter: true,
		event: {type: 'sort'},
	},
	{keys: ['w'], words: 'write to a file', where: all, isInFooter: true, event: {type: 'export'}},
	{
		keys: ['left', 'h'],
		words: 'one Region to the left',
		where: ['grid', 'detail'],
		event: {type: 'column', by: -1},
	},
	{
		keys: ['right', 'l'],
		words: 'one Region to the right',
		where: ['grid', 'detail'],
		isInFooter: true,
		event: {type: 'column', by: 1},
	},
	{keys: ['enter'], words: 'keep the filter', where: ['filter'], isInFooter: true, event: {type: 'submit'}},
	{keys: ['esc'], words: 'clear the filter', where: ['filter'], isInFooter: true, event: {type: 'back'}},
	{keys: ['enter'], words: 'write', where: ['export'], isInFooter: true, event: {type: 'submit'}},
	{keys: ['esc'], words: 'back', where: ['export'], isInFooter: true, event: {type: 'back'}},
	{keys: ['esc'], words: 'stop', where: ['waiting'], isInFooter: true, event: {type: 'back'}},
	{
		keys: ['y'],
		words: 'yes, overwrite',
		where: ['overwrite'],
		isInFooter: true,
		event: {type: 'answer', yes: true},
	},
	{
		keys: ['n', 'esc'],
		words: 'no, another name',
		where: ['overwrite'],
		isInFooter: true,
		event: {type: 'answer', yes: false},
	},
	{keys: ['up', 'k'], words: 'one up', where: moving, event: {type: 'move', by: -1}},
	{keys: ['down', 'j'], words: 'one down', where: moving, event: {type: 'move', by: 1}},
	{keys: ['pageup'], words: 'ten up', where: moving, event: {type: 'move', by: -10}},
	{keys: ['pagedown'], words: 'ten down', where: moving, event: {type: 'move', by: 10}},
	{keys: ['home', 'g'], words: 'first', where: moving, event: {type: 'move-to', to: 'top'}},
	{keys: ['end', 'G'], words: 'last', where: moving, event: {type: 'move-to', to: 'end'}},
	{keys: ['esc'], words: 'clear the filter', where: lists, event: {type: 'back'}},
	{keys: ['q'], words: 'quit', where: moving, isInFooter: true, event: {type: 'quit'}},
	{keys: ['?', 'esc', 'q', 'enter'], words: 'close the help', where: ['help'], isInFooter: true, event: {type: 'help'}},
];

export const organizationKeys: KeyRegistry<OrganizationState, OrganizationPlace, OrganizationEvent> = {
	bindings,
	contextOf: organizationPlaceOf,
	takesText: (place) => place === 'filter' || place === 'export',
	isHelp: (place) => place === 'help',
};

/** Where the focus is. */
export function organizationPlaceOf({
	shell,
	exporting,
	isFiltering,
	detail,
	tab,
}: OrganizationState): OrganizationPlace {
	if (shell.help) {
		return 'help';
	}

	if (exporting !== undefined) {
		const {phase} = exporting;
		return phase === 'overwrite?' ? 'overwrite' : phase === 'typing' ? 'export' : 'waiting';
	}

	return isFiltering ? 'filter' : detail === undefined ? tab : 'detail';
}
