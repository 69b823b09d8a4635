/** Whether a value is a structure as JSON has them: an object that is no list. */
export function isStructure(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
