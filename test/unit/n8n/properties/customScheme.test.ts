import {
	customSchemeProperties,
	readCustomScheme,
} from '../../../../lib/n8n/properties/customScheme';
import { platforms } from '../../../../platforms';

const reader =
	(values: Record<string, unknown>) =>
	(name: string, fallback: string): unknown =>
		values[name] ?? fallback;

describe('readCustomScheme', () => {
	it('is the commonest scheme where nothing was entered', () => {
		expect(readCustomScheme(reader({}))).toEqual({
			kind: 'hmac',
			algorithm: 'sha256',
			encoding: 'hex',
			header: 'X-Webhook-Signature',
			layout: { kind: 'single', prefix: '' },
			signedContent: '{body}',
			secretFormat: 'text',
		});
	});

	it('is what was entered, without white space around it', () => {
		const entered = {
			signatureAlgorithm: 'sha512',
			signatureEncoding: 'base64',
			signatureHeader: ' X-Sig ',
			signaturePrefix: ' v1= ',
			signedContent: '{id}.{timestamp}.{body}',
			timestampHeader: 'X-Time',
			timestampUnit: 'ms',
			idHeader: 'X-Id',
		};
		expect(readCustomScheme(reader(entered))).toEqual({
			kind: 'hmac',
			algorithm: 'sha512',
			encoding: 'base64',
			header: 'X-Sig',
			layout: { kind: 'single', prefix: 'v1=' },
			signedContent: '{id}.{timestamp}.{body}',
			timestamp: {
				source: { header: 'X-Time' },
				unit: 'ms',
				hasDecimals: true,
				toleranceSeconds: 300,
			},
			idHeader: 'X-Id',
			secretFormat: 'text',
		});
	});

	it('demands no timestamp and no id that are not signed', () => {
		const body = readCustomScheme(reader({ timestampHeader: 'X-Time', idHeader: 'X-Id' }));
		expect([body.timestamp, body.idHeader]).toEqual([undefined, undefined]);
		const timed = readCustomScheme(
			reader({ signedContent: '{timestamp}.{body}', idHeader: 'X-Id' }),
		);
		expect([timed.timestamp?.source, timed.idHeader]).toEqual([
			{ header: 'X-Webhook-Timestamp' },
			undefined,
		]);
	});

	it.each([
		['signatureAlgorithm', 'md5', 'algorithm', 'sha256'],
		['signatureAlgorithm', null, 'algorithm', 'sha256'],
		['signatureEncoding', 'base32', 'encoding', 'hex'],
		['signedContent', '{timestamp}', 'signedContent', '{body}'],
		['signatureHeader', '   ', 'header', 'X-Webhook-Signature'],
	])('falls back to the default for a %s of %j', (name, value, field, fallback) => {
		expect(readCustomScheme(reader({ [name]: value }))).toHaveProperty(field, fallback);
	});

	it('reads every field that the node shows', () => {
		const asked: string[] = [];
		readCustomScheme((name, fallback) => {
			asked.push(name);
			return name === 'signedContent' ? '{id}.{timestamp}.{body}' : fallback;
		});
		const shown = customSchemeProperties(platforms).map(({ name }) => name);
		expect(asked.sort()).toEqual(shown.sort());
	});
});
