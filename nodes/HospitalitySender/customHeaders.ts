import { InputError } from '../../lib/send/inputError';
import { isObject } from '../../lib/json';

const ADVICE = 'Enter an object under Options > Headers, such as {"X-Restaurant": "7"}.';

/**
 * The headers that a user adds: JSON text, an object, or a list of names and values, which may
 * stand below one key as n8n's own nodes save them.
 *
 * @throws InputError when they are nothing of that kind
 */
export function readCustomHeaders(value: unknown): Record<string, string> {
	const entries = entriesOf(typeof value === 'string' ? parse(value) : value);
	return Object.fromEntries(
		entries
			.filter(([name]) => name !== '')
			.map(([name, content]) => {
				if (typeof content === 'object') {
					throw new InputError(`The value of the header ${name} is no text`, ADVICE);
				}
				return [name, String(content ?? '')];
			}),
	);
}

function entriesOf(value: unknown): Array<[string, unknown]> {
	if (value === undefined || value === null) return [];
	if (Array.isArray(value)) return value.map(entryOf);
	if (!isObject(value)) throw new InputError('The headers are not names with values', ADVICE);
	const [first] = Object.values(value);
	if (Object.keys(value).length === 1 && Array.isArray(first)) return first.map(entryOf);
	return Object.entries(value).map(([name, content]) => [name.trim(), content]);
}

function entryOf(entry: unknown): [string, unknown] {
	if (!isObject(entry)) throw new InputError('A header in the list has no name', ADVICE);
	return [String(entry.name ?? '').trim(), entry.value];
}

function parse(text: string): unknown {
	if (text.trim() === '') return undefined;
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return false;
	}
}
