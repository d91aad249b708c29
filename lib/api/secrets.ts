/** Names of fields and headers whose values are secret. */
const SECRET_NAME = /(key|secret|token|password|authorization)s?$/i;

/** The texts in a credential, a request body or headers that must not be shown, by their names. */
export function secretsIn(value: unknown, name = ''): string[] {
	if (typeof value === 'string') return SECRET_NAME.test(name) && value !== '' ? [value] : [];
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([key, inner]) =>
		// What stands in a list is named by the list.
		secretsIn(inner, Array.isArray(value) ? name : key),
	);
}
