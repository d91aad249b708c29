import fc from 'fast-check';

import { schemeProblem, type HmacScheme } from '../../../lib/signature/scheme';
import { sign, SigningError } from '../../../lib/signature/sign';
import { verify } from '../../../lib/signature/verify';
import { NOW } from './delivery';

/**
 * A signature covers one text. Whatever other values and body give the same text must not pass
 * with the same signature, or text could be shifted between places.
 */
const TEMPLATES = [
	'{timestamp}{body}',
	'{timestamp}.{body}',
	'{timestamp}:{body}',
	'{timestamp}1{body}',
	'v0:{timestamp}:{body}',
	'{id}.{timestamp}.{body}',
	'{id}{timestamp}{body}',
	'{id}.{timestamp}{body}',
	'{header:x-a}.{header:x-b}.{body}',
	'{header:x-a}{body}',
	'{header:x-a}:{timestamp}{header:x-b}.{body}',
	'{body}{timestamp}',
	'{body}.{timestamp}',
	'{body}{id}',
	'{body}.{id}',
	'{body}:{timestamp}.{id}',
	'{id}.{body}.{timestamp}',
	'{timestamp}{body}{id}',
];
const UNITS = ['s', 'ms', 'auto'] as const;
const SECRET = 'secret of the kitchen';

const schemeOf = (signedContent: string, unit: (typeof UNITS)[number], hasDecimals: boolean) => {
	const scheme: HmacScheme = {
		kind: 'hmac',
		algorithm: 'sha256',
		encoding: 'hex',
		header: 'x-signature',
		layout: { kind: 'single', prefix: '' },
		signedContent,
		idHeader: 'x-id',
		secretFormat: 'text',
		...(signedContent.includes('{timestamp}') && {
			timestamp: { source: { header: 'x-time' }, unit, hasDecimals, toleranceSeconds: 300 },
		}),
	};
	return scheme;
};

/** Where each place of a template gets its value from, in a request of these tests. */
const HEADER_OF: Record<string, string> = {
	'{timestamp}': 'x-time',
	'{id}': 'x-id',
	'{header:x-a}': 'x-a',
	'{header:x-b}': 'x-b',
};

type Request = Record<string, string>;

/** Every request that has just this signed content. */
function* readings(template: string, content: string): Generator<Request> {
	const pieces = template.split(/(\{[^}]+\})/).filter((piece) => piece !== '');
	yield* readFrom(pieces, content, {});
}

function* readFrom(pieces: string[], rest: string, read: Request): Generator<Request> {
	const [piece, ...others] = pieces;
	if (piece === undefined) {
		if (rest === '') yield read;
	} else if (!piece.startsWith('{')) {
		if (rest.startsWith(piece)) yield* readFrom(others, rest.slice(piece.length), read);
	} else {
		const shortest = piece === '{body}' ? 0 : 1;
		for (let length = shortest; length <= rest.length; length += 1) {
			const value = rest.slice(0, length);
			if (piece === '{timestamp}' && !/^[\d.]*$/.test(value)) break;
			const name = HEADER_OF[piece] ?? 'body';
			yield* readFrom(others, rest.slice(length), { ...read, [name]: value });
		}
	}
}

const contentOf = (template: string, request: Request) =>
	template.replace(/\{[^}]+\}/g, (place) => request[HEADER_OF[place] ?? 'body']);

const piece = fc.constantFrom('1', '.', ':', '{', '}', 'a', '123', '.5', `${NOW}`, `${NOW}000`);
const text = (minLength: number) =>
	fc.array(piece, { minLength, maxLength: 3 }).map((parts) => parts.join(''));
const body = fc.oneof(
	text(0),
	text(0).map((inner) => `{${inner}}`),
);
const request = fc.record({ 'x-id': text(1), 'x-a': text(1), 'x-b': text(1), body });

const cases = TEMPLATES.flatMap((template) =>
	(template.includes('{timestamp}') ? UNITS : UNITS.slice(0, 1)).map((unit) => ({
		template,
		unit,
	})),
);

describe('no text can be shifted', () => {
	it.each(cases)('in $template, with the time in $unit', ({ template, unit }) => {
		let signed = 0;
		fc.assert(
			fc.property(request, fc.boolean(), ({ body, ...headers }, hasDecimals) => {
				const scheme = schemeOf(template, unit, hasDecimals);
				expect(schemeProblem(scheme)).toBeNull();
				let proof;
				try {
					const id = headers['x-id'];
					const secrets = { secret: SECRET };
					proof = sign({ scheme, secrets, body, id, timestampSeconds: NOW, headers });
				} catch (error) {
					expect(error).toMatchObject({ reason: 'content_ambiguous' });
					expect(error).toBeInstanceOf(SigningError);
					return;
				}
				signed += 1;
				const sent: Request = { ...headers, ...proof, body };
				const isValid = ({ body: received, ...all }: Request) => {
					const secrets = { secret: SECRET };
					return verify({ scheme, secrets, headers: all, body: received, now: NOW * 1000 }).valid;
				};
				expect(isValid(sent)).toBe(true);
				for (const reading of readings(template, contentOf(template, sent))) {
					const other = { ...sent, ...reading };
					const isOther = Object.keys(reading).some((name) => reading[name] !== sent[name]);
					if (isOther) expect([other, isValid(other)]).toEqual([other, false]);
				}
			}),
			{ numRuns: 60 },
		);
		expect(signed).toBeGreaterThan(3);
	});
});

test('ISO times and Unix times have one reading beside an ID', () => {
	const iso = '2026-01-01T00:00:00Z';
	const scheme: HmacScheme = {
		...schemeOf('{id}{timestamp}{body}', 'auto', false),
		timestamp: { source: { header: 'x-time' }, unit: 'iso', toleranceSeconds: 300 },
	};
	const body = `{"sent":"${iso}"}`;
	const secrets = { secret: SECRET };
	const proof = sign({ scheme, secrets, body, id: 'a12', timestampSeconds: NOW });
	const sent = { scheme, secrets, now: NOW * 1000 };
	expect(verify({ ...sent, headers: proof, body })).toMatchObject({ valid: true });
	const time = proof['x-time'];
	const moved = { ...proof, 'x-id': `a12${time}{"sent":"`, 'x-time': iso };
	expect(verify({ ...sent, headers: moved, body: '"}' })).toMatchObject({
		reason: 'content_ambiguous',
	});
});

test.each(['{id}{header:X-A}{body}', '{header:X-A}{header:X-B}.{body}', '{body}{id}{field:a}'])(
	'%s is refused before anything is signed, because no reading could part its values',
	(signedContent) => {
		const scheme = schemeOf(signedContent, 's', false);
		expect(schemeProblem(scheme)).toContain('two values side by side');
	},
);
