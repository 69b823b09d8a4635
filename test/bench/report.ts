/** What the benches measured, for whoever reads it and for whoever compares it. */
import {median, quantile} from './figures.ts';

export type Figure = {
	/** `scan to inventory: allowed-amis`. */
	readonly name: string;
	/** `instances/s`, `ms`, `MB`, `bytes`. */
	readonly unit: string;
	/** In the order in which they were measured. */
	readonly values: readonly number[];
	readonly median: number;
	readonly least: number;
	readonly most: number;
	readonly p95: number;
	/** What it is compared with, and how many times as much it is, by their medians. */
	readonly against?: string;
	readonly ratio?: number;
	/** What is wanted of it, in words. */
	readonly wanted?: string;
};

const figures: Figure[] = [];

/** As `keep`, and prints it with its spread. */
export function record(
	name: string,
	unit: string,
	values: readonly number[],
	{against, wanted}: {readonly against?: Figure | undefined; readonly wanted?: string | undefined} = {},
): Figure | undefined {
	const figure = keep(name, unit, values, {against, wanted});
	if (figure === undefined) {
		console.log(`  ${name}: not measured`);
		return undefined;
	}

	const ratio = figure.ratio === undefined ? '' : `  ${figure.ratio.toFixed(2)} × ${figure.against ?? ''}`;
	const spread = values.length === 1 ? 'once' : `${round(figure.least)}…${round(figure.most)} of ${values.length}`;
	console.log(
		`  ${round(figure.median).padStart(9)} ${unit.padEnd(12)} ${name} (${spread})${ratio}${wanted === undefined ? '' : `; wanted ${wanted}`}`,
	);
	return figure;
}

/** Keeps a figure, and gives it; `undefined` where nothing was measured. */
export function keep(
	name: string,
	unit: string,
	values: readonly number[],
	{against, wanted}: {readonly against?: Figure | undefined; readonly wanted?: string | undefined} = {},
): Figure | undefined {
	if (values.length === 0) {
		return undefined;
	}

	const figure: Figure = {
		name,
		unit,
		values,
		median: median(values),
		least: quantile(values, 0),
		most: quantile(values, 1),
		p95: quantile(values, 0.95),
		...(against !== undefined && {against: against.name, ratio: median(values) / against.median}),
		...(wanted !== undefined && {wanted}),
	};
	figures.push(figure);
	return figure;
}

/** Everything that was recorded in this run. */
export function recorded(): readonly Figure[] {
	return figures;
}

function round(value: number): string {
	return Math.abs(value) >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(1);
}
