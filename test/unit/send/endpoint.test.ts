import { parseEndpoint } from '../../../lib/send/endpoint';
import { InputError } from '../../../lib/send/inputError';

describe('parseEndpoint', () => {
	it('keeps a plain URL as it is', () => {
		expect(parseEndpoint('https://example.com/hooks/1')).toMatchObject({
			url: 'https://example.com/hooks/1',
			shownUrl: 'https://example.com/hooks/1',
			credentials: null,
		});
	});

	it('takes user and password out of the URL, decoded', () => {
		expect(parseEndpoint(' http://us%40er:p%3Aw@example.com:81/x ')).toMatchObject({
			url: 'http://example.com:81/x',
			shownUrl: 'http://example.com:81/x',
			credentials: { username: 'us@er', password: 'p:w' },
		});
	});

	it('shows no query values, and sends them', () => {
		expect(parseEndpoint('https://example.com/x?token=s3cret&a=1&a=2#part')).toMatchObject({
			url: 'https://example.com/x?token=s3cret&a=1&a=2',
			shownUrl: 'https://example.com/x?token=***&a=***',
		});
	});

	it.each([
		['https://hooks.slack.com/services/T000/B0000000/XXXXXXXXXXXX', 'https://hooks.slack.com/***'],
		['https://discord.com/api/webhooks/123456789/tokentoken', 'https://discord.com/***'],
		[
			'https://chat.googleapis.com/v1/spaces/AAAAAAAA/messages?key=k&token=t',
			'https://chat.googleapis.com/***?key=***&token=***',
		],
		['https://acme.webhook.office.com/webhookb2/1-2-3', 'https://acme.webhook.office.com/***'],
		[
			'https://prod-1.westeurope.logic.azure.com/workflows/1/x',
			'https://prod-1.westeurope.logic.azure.com/***',
		],
		['https://hooks.slack.com./services/T0/B0000000/x1y2z3x1y2z3', 'https://hooks.slack.com./***'],
	])('does not show the path of %s, which is a secret', (url, shownUrl) => {
		expect(parseEndpoint(url)).toMatchObject({ url, shownUrl });
	});

	it('masks the parts of a secret path in what an endpoint answers', () => {
		const { secretValues } = parseEndpoint(
			'https://hooks.slack.com/services/T0/B0000000/x1y2z3x1y2z3',
		);
		expect(secretValues).toEqual(['B0000000', 'x1y2z3x1y2z3']);
	});

	it('tells endpoints apart that differ in what is not shown', () => {
		const keys = [
			'https://example.com/x?token=a',
			'https://example.com/x?token=b',
			'https://u:a@example.com/x?token=a',
			'https://u:b@example.com/x?token=a',
		].map((url) => parseEndpoint(url).key);
		expect(new Set(keys).size).toBe(4);
		expect(parseEndpoint('https://example.com/x?token=a').key).toBe(keys[0]);
	});

	it.each([
		['', 'The URL is empty'],
		['  ', 'The URL is empty'],
		[undefined, 'The URL is empty'],
		[7, 'The URL is empty'],
		['example.com/hook', 'The URL is not valid'],
		['http://', 'The URL is not valid'],
		['http://exa mple.com', 'The URL is not valid'],
		['ftp://example.com', 'The URL does not start with https:// or http://'],
		['javascript:alert(1)', 'The URL does not start with https:// or http://'],
		['file:///etc/passwd', 'The URL does not start with https:// or http://'],
	])('refuses %j', (url, message) => {
		expect(() => parseEndpoint(url)).toThrow(new InputError(message, ''));
	});
});
