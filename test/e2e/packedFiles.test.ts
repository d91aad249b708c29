import { SANDBOX_API_KEY } from '../../sandbox/start';
import { LOGIN, SIGNING_TEXT, WHSEC } from '../support/senders';
import { readText } from '../unit/sourceFiles';
import { packedFiles } from './harness/packedFiles';

const { files, packedBytes } = packedFiles();
const { n8n: entries } = JSON.parse(readText('package.json')) as {
	n8n: { nodes: string[]; credentials: string[] };
};
const paths = files.map(({ path }) => path);

/** All that is published, and nothing else. */
const PUBLISHED = [
	/^(package\.json|README\.md|LICENSE\.md)$/,
	/^dist\/(lib|platforms)\.js$/,
	/^dist\/credentials\/\w+\.credentials\.js$/,
	/^dist\/nodes\/(\w+)\/\1\.node\.js(on)?$/,
	/^dist\/nodes\/\w+\/__schema__\/v\d+\.\d+\.\d+(\/[\w-]+)*\.json$/,
	/^dist\/icons\/hospitality[\w-]*(\.dark)?\.svg$/,
	/^dist\/(known|types)\/(nodes|credentials)\.json$/,
	/^dist\/methods\/(defined|referenced)\.json$/,
];

describe('the published package', () => {
	it('holds the files of a built package and no other', () => {
		const others = paths.filter((path) => !PUBLISHED.some((pattern) => pattern.test(path)));
		expect(others).toEqual([]);
		expect(paths).toEqual(expect.arrayContaining([...entries.nodes, ...entries.credentials]));
		for (const pattern of PUBLISHED) {
			expect([pattern, paths.some((path) => pattern.test(path))]).toEqual([pattern, true]);
		}
	});

	it('is small', () => {
		expect(packedBytes).toBeLessThan(400_000);
		expect(files.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(2_500_000);
	});

	it.each([
		['source maps', /sourceMappingURL/],
		['paths of the machine that built it', /["'`(\s](\/(home|root|tmp|Users)\/|[A-Z]:\\\\?Users)/],
		['private keys', /-----BEGIN [A-Z ]*PRIVATE KEY/],
		['tokens', /\b(whsec_[\w+/=]{16,}|xox[abp]-\w{6,}|npm_\w{30,}|gh[pos]_\w{30,}|AKIA\w{12,})/],
		['code of tests', /\b(describe|it|expect)\(/],
	])('holds no %s', (_, pattern) => {
		const found = files.flatMap(({ path, text }) => {
			const [match] = pattern.exec(text) ?? [];
			return match === undefined ? [] : [`${path}: ${match}`];
		});
		expect(found).toEqual([]);
	});

	it.each([SANDBOX_API_KEY, SIGNING_TEXT, WHSEC, LOGIN.password])(
		'holds none of the secrets that demo and tests work with, %#',
		(secret) => {
			expect(files.filter(({ text }) => text.includes(secret))).toEqual([]);
		},
	);
});
