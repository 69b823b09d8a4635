import type {Unit} from '../accounts/account.ts';

/** An account in the tree, and how many of its Regions are as they should be. */
export type Leaf = {
	readonly account: string;
	readonly name?: string;
	readonly path?: readonly Unit[];
	readonly good: number;
	readonly all: number;
};

/** A part of the tree whose accounts are all alike: all Regions as they should be, none, or some of them. */
export type Part = {
	/** `/Workloads/Prod`, or an account's ID and name. */
	readonly name: string;
	/** The ID of the unit or account. */
	readonly id: string;
	readonly depth: number;
	readonly accounts: number;
	readonly good: number;
	readonly all: number;
};

type Node = {readonly unit: Unit; readonly path: string; readonly units: Map<string, Node>; readonly leaves: Leaf[]};

/**
The tree of an organization in as few parts as tell exactly where things are as they should be: a unit whose accounts are all alike is one part,
any other is told unit by unit, and in the end account by account.
*/
export function partsOf(leaves: readonly Leaf[]): readonly Part[] {
	const roots = new Map<string, Node>();
	for (const leaf of leaves) {
		const [root = {id: '', name: 'unit not known'}, ...units] = leaf.path ?? [];
		let node = childOf(roots, root, root.id === '' ? root.name : '/');
		for (const unit of units) {
			node = childOf(node.units, unit, `${node.path === '/' ? '' : node.path}/${unit.name}`);
		}

		node.leaves.push(leaf);
	}

	return roots
		.values()
		.flatMap((root) => parts(root, 0))
		.toArray();
}

function childOf(nodes: Map<string, Node>, unit: Unit, path: string): Node {
	const node = nodes.get(unit.id) ?? {unit, path, units: new Map(), leaves: []};
	nodes.set(unit.id, node);
	return node;
}

function parts(node: Node, depth: number): readonly Part[] {
	const leaves = leavesOf(node);
	const whole = totalOf(leaves);
	const part: Part = {name: node.path, id: node.unit.id, depth, ...whole};
	if (whole.good === 0 || whole.good === whole.all) {
		return [part];
	}

	return [
		part,
		...node.leaves.map((leaf): Part => ({
			name: leaf.name === undefined ? leaf.account : `${leaf.account} ${leaf.name}`,
			id: leaf.account,
			depth: depth + 1,
			...totalOf([leaf]),
		})),
		...node.units.values().flatMap((unit) => parts(unit, depth + 1)),
	];
}

function leavesOf(node: Node): readonly Leaf[] {
	return [...node.leaves, ...node.units.values().flatMap((unit) => leavesOf(unit))];
}

function totalOf(leaves: readonly Leaf[]): Pick<Part, 'accounts' | 'good' | 'all'> {
	return {
		accounts: leaves.length,
		good: leaves.reduce((sum, {good}) => sum + good, 0),
		all: leaves.reduce((sum, {all}) => sum + all, 0),
	};
}
