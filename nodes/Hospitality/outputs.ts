/**
 * One output, or one for requests that prove who sent them and one for the others. Evaluated by
 * the editor, so it stands on its own.
 */
export const OUTPUTS_EXPRESSION =
	'={{ $parameter["operation"] === "verify" ? [{ type: "main", displayName: "Valid" }, { type: "main", displayName: "Invalid" }] : [{ type: "main" }] }}';

/** How many outputs an operation has. */
export function outputCount(operation: unknown): number {
	return operation === 'verify' ? 2 : 1;
}

/** Where an item leaves that could not be worked on: what was not verified never counts as valid. */
export function failureOutput(operation: unknown): number {
	return outputCount(operation) - 1;
}
