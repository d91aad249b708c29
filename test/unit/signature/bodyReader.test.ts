import { bodyReader } from '../../../lib/signature/signedContent';

const MEGABYTE = 1024 * 1024;
const read = (json: string, ...keys: string[]) => bodyReader(Buffer.from(json))(keys);
/** Behind a field that makes the body longer than a megabyte. */
const long = (json: string) => `{"pad":"${'x'.repeat(MEGABYTE)}",${json.slice(1)}`;

it.each([
	['{"at":"2026-01-01T00:00:00.10Z"}', '2026-01-01T00:00:00.10Z'],
	['{"at":1700000000.50}', '1700000000.50'],
	['{"at":17e8}', '17e8'],
	['{"at":90071992547409931}', '90071992547409931'],
	['\ufeff{"at":"a"}', 'a'],
	['{"at":""}', undefined],
	['{"at":true}', undefined],
	['{"at":null}', undefined],
	['{}', undefined],
	['at', undefined],
])('bodyReader reads of %s %s', (json, text) => {
	expect(read(json, 'at')).toBe(text);
});

it.each([
	['{"at":"2026-01-01T00:00:00.10Z"}', '2026-01-01T00:00:00.10Z'],
	['{"at":1700000000}', '1700000000'],
	['{"at":1700000000.5}', undefined],
	['{"at":90071992547409931}', undefined],
])('bodyReader reads of a body of more than a megabyte with %s %s', (json, text) => {
	expect(read(long(json), 'at')).toBe(text);
});
