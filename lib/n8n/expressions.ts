/**
 * Whether a saved parameter has to be evaluated, or an entry somewhere inside it. What holds no
 * expression can be read as saved, which spares n8n's much longer way of reading it.
 */
export function holdsExpression(value: unknown): boolean {
	if (typeof value === 'string') return value.startsWith('=');
	return typeof value === 'object' && value !== null && Object.values(value).some(holdsExpression);
}
