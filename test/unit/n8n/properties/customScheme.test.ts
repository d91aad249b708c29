import { NodeHelpers } from 'n8n-workflow';
import type { INode, INodeParameters, INodeProperties } from 'n8n-workflow';

import { customSchemeProperties } from '../../../../lib/n8n/properties/customScheme';
import { platformProperty } from '../../../../lib/n8n/properties/menu';
import { registrationProperties } from '../../../../lib/n8n/properties/registration';
import { readCustomScheme } from '../../../../lib/n8n/properties/readCustomScheme';
import type { Platform } from '../../../../lib/platform';
import { schemeProblem, signsUrl } from '../../../../lib/signature/scheme';
import { platforms } from '../../../../platforms';

const reader =
	(values: Record<string, unknown>) =>
	(name: string, fallback: string): unknown =>
		values[name] ?? fallback;

const defaults = {
	kind: 'hmac',
	algorithm: 'sha256',
	encoding: 'hex',
	header: 'X-Webhook-Signature',
	layout: { kind: 'single', prefix: '' },
	signedContent: '{body}',
	secretFormat: 'text',
};

const inSeconds = { unit: 's', hasDecimals: true, toleranceSeconds: 300 };

describe('readCustomScheme', () => {
	it.each([
		['nothing entered', {}, defaults],
		[
			'Teams',
			{
				signatureHeader: ' Authorization ',
				signatureEncoding: 'base64',
				signaturePrefix: 'HMAC ',
				secretFormat: 'base64',
			},
			{
				...defaults,
				header: 'Authorization',
				encoding: 'base64',
				layout: { kind: 'single', prefix: 'HMAC ' },
				secretFormat: 'base64',
			},
		],
		[
			'PagerDuty',
			{ signatureLayout: 'list', signaturePrefix: 'v1=' },
			{ ...defaults, layout: { kind: 'list', separator: ',', prefix: 'v1=' } },
		],
		[
			'a list separated by spaces',
			{ signatureLayout: 'list', signatureSeparator: ' ' },
			{ ...defaults, layout: { kind: 'list', separator: ' ', prefix: '' } },
		],
		[
			'Stripe, with the time where it usually stands in this layout',
			{ signatureLayout: 'fields', signedContent: '{timestamp}.{body}' },
			{
				...defaults,
				layout: { kind: 'fields', timestampField: 't', signatureField: 'v1', separator: ',' },
				signedContent: '{timestamp}.{body}',
				timestamp: { source: { signatureField: 't' }, ...inSeconds },
			},
		],
		[
			'Paddle',
			{
				signatureLayout: 'fields',
				signatureSeparator: '; ',
				timestampField: 'ts',
				signatureField: 'h1',
				timestampSource: 'signatureHeader',
				signedContent: '{timestamp}:{body}',
			},
			{
				...defaults,
				layout: { kind: 'fields', timestampField: 'ts', signatureField: 'h1', separator: ';' },
				signedContent: '{timestamp}:{body}',
				timestamp: { source: { signatureField: 'ts' }, ...inSeconds },
			},
		],
		[
			'Toast',
			{
				signedContent: '{body}{timestamp}',
				timestampSource: 'body',
				timestampPath: '{{ $json.timestamp }}',
				timestampUnit: 'iso',
			},
			{
				...defaults,
				signedContent: '{body}{timestamp}',
				timestamp: { source: { body: '{{ $json.timestamp }}' }, ...inSeconds, unit: 'iso' },
			},
		],
		[
			'a template of its own',
			{
				signedContent: 'template',
				signedContentTemplate: '{method}\n{id} {timestamp}\n{body}\n',
				timestampHeader: 'X-Time',
				timestampUnit: 'ms',
				idHeader: 'X-Id',
			},
			{
				...defaults,
				signedContent: '{method}\n{id} {timestamp}\n{body}\n',
				timestamp: { source: { header: 'X-Time' }, ...inSeconds, unit: 'ms' },
				idHeader: 'X-Id',
			},
		],
		[
			'a token in a header',
			{ authentication: 'headerToken', tokenHeader: 'X-Auth ', tokenPrefix: 'Bearer ' },
			{ kind: 'token', in: { header: 'X-Auth', prefix: 'Bearer ' } },
		],
		[
			'a token in the URL',
			{ authentication: 'urlToken', tokenParameter: 'key' },
			{ kind: 'token', in: { query: 'key' } },
		],
		['Basic authentication', { authentication: 'basic' }, { kind: 'basic' }],
	])('reads %s', (_, values, scheme) => {
		expect(readCustomScheme(reader(values))).toEqual(scheme);
		expect(schemeProblem(readCustomScheme(reader(values)))).toBeNull();
	});

	it('demands no timestamp and no ID that are not signed', () => {
		const scheme = readCustomScheme(reader({ timestampHeader: 'X-Time', idHeader: 'X-Id' }));
		expect(scheme).toEqual(defaults);
	});

	it.each([
		['signatureAlgorithm', 'md5', 'algorithm', 'sha256'],
		['signatureAlgorithm', null, 'algorithm', 'sha256'],
		['signatureEncoding', 'base32', 'encoding', 'hex'],
		['secretFormat', 'pem', 'secretFormat', 'text'],
		['signatureHeader', '   ', 'header', 'X-Webhook-Signature'],
		['authentication', 'none', 'kind', 'hmac'],
	])('falls back to the default for a %s of %j', (name, value, field, fallback) => {
		expect(readCustomScheme(reader({ [name]: value }))).toHaveProperty(field, fallback);
	});
});

describe('schemeProblem', () => {
	const own = (signedContentTemplate: string) => ({
		signedContent: 'template',
		signedContentTemplate,
	});
	it.each([
		['has no {body}', own('{timestamp}')],
		['has no {body}', own('')],
		['has {nonce}, which is none of', own('{nonce}{body}')],
		['has {field:}, which is none of', own('{field:}{body}')],
		['has {header:a b}, which is none of', own('{header:a b}{body}')],
		['has a brace that belongs to none', own('{timestamp.{body}')],
		['has {body} more than once', own('{body}{body}')],
		['two values side by side', own('{header:X-A}{header:X-B}.{body}')],
		['has no {body}', { signedContent: '{timestamp}' }],
		['cannot be separated by "="', { signatureLayout: 'list', signatureSeparator: '=' }],
		['cannot be the fields', { signatureLayout: 'fields', signatureField: 't' }],
		['cannot be the name of the header', { signatureHeader: 'X Signature' }],
		['cannot be the name of the header', { authentication: 'headerToken', tokenHeader: 'X:Y' }],
		[
			'is no path in the body',
			{ signedContent: '{timestamp}.{body}', timestampSource: 'body', timestampPath: 'a + b' },
		],
	])('says "%s" of %j', (problem, values) => {
		expect(schemeProblem(readCustomScheme(reader(values)))).toContain(problem);
	});
});

describe('customSchemeProperties', () => {
	const properties = customSchemeProperties(platforms, 'webhook');
	const all = [platformProperty(platforms), ...properties];
	const node = { typeVersion: 1 } as INode;

	/** The fields that n8n shows for these values and its defaults. */
	function shown(values: INodeParameters, beside: INodeProperties[] = []): string[] {
		const every = [...all, ...beside];
		const description = { properties: every } as never;
		const parameters = NodeHelpers.getNodeParameters(
			every,
			{ platform: 'custom', ...values },
			true,
			false,
			node,
			description,
		);
		const { platform, ...others } = parameters ?? {};
		expect(platform).toBe(values.platform ?? 'custom');
		return Object.keys(others).sort();
	}

	it.each<INodeParameters>([
		{},
		{ signatureLayout: 'list' },
		{ signedContent: '{timestamp}.{body}' },
		{ signedContent: '{timestamp}.{body}', timestampSource: 'body' },
		{ signedContent: '{timestamp}.{body}', signatureLayout: 'fields' },
		{ signedContent: '{id}.{timestamp}.{body}' },
		{ authentication: 'headerToken' },
		{ authentication: 'urlToken' },
		{ authentication: 'basic' },
	])('shows for %j just the fields that are read', (values) => {
		const asked = new Set<string>();
		readCustomScheme((name, fallback) => {
			asked.add(name);
			return values[name] ?? fallback;
		});
		expect(shown(values)).toEqual([...asked].sort());
	});

	it('shows the URL only where it may be signed', () => {
		expect(shown({ signedContent: '{url}{body}' })).toContain('webhookUrl');
		expect(shown({ signedContent: 'template' })).toContain('webhookUrl');
		expect(shown({ signedContent: '{body}' })).not.toContain('webhookUrl');
	});

	it('asks for the URL of a platform that signs it, once the user has entered it there', () => {
		const signing = platforms.filter(
			(one: Platform) => signsUrl(one.signature) && !one.signatureIsConfigurable,
		);
		expect(signing.length).toBeGreaterThan(0);
		for (const { id } of signing) {
			const at = (registration: string) =>
				shown({ platform: id, registration }, registrationProperties(platforms));
			expect(at('manual')).toContain('webhookUrl');
			expect(at('automatic')).not.toContain('webhookUrl');
		}
	});

	it('says of every field what it is for', () => {
		for (const { name, description: text } of properties) {
			expect([name, text ?? '']).toEqual([name, expect.stringMatching(/\w{3,}/)]);
		}
	});
});
