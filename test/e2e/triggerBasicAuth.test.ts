import { connectToSharedN8n, type SharedN8n } from './harness/n8n';
import { post } from './harness/post';
import { type Receiving, startReceiving } from './trigger/receiving';
import { basic, LOGIN, newId } from '../support/senders';

jest.setTimeout(240_000);

let n8n: SharedN8n;
let receiving: Receiving;

beforeAll(async () => {
	n8n = await connectToSharedN8n();
	receiving = await startReceiving(n8n, { platform: 'resmio' });
});

const GOOD = basic(LOGIN.username, LOGIN.password);
const encoded = (text: string, encoding: 'utf8' | 'latin1' = 'utf8') =>
	Buffer.from(text, encoding).toString('base64');

async function send(...authorization: string[]) {
	const lines = authorization.map((value): [string, string] => ['Authorization', value]);
	return await post(receiving.url, {
		headers: [['Content-Type', 'application/json'], ...lines],
		body: `{"id":"${newId()}","facility_id":"the-fish","action":"BOOKING_CREATED"}`,
	});
}

describe('a delivery with Basic Auth is refused with 401 and a challenge', () => {
	it.each([
		['without an Authorization header', [], 'authorization_missing'],
		['with an empty one', [''], 'authorization_missing'],
		['with a wrong password', [basic('n8n', 'pass:wörd:2')], 'authorization_mismatch'],
		['with a wrong user name', [basic('n8m', LOGIN.password)], 'authorization_mismatch'],
		['with a password cut at its colon', [basic('n8n', 'pass')], 'authorization_mismatch'],
		['with the password only', [`Basic ${encoded(LOGIN.password)}`], 'authorization_mismatch'],
		['without a colon', [`Basic ${encoded('n8n')}`], 'authorization_malformed'],
		['with another scheme', [`Bearer ${encoded('n8n:x')}`], 'authorization_malformed'],
		['with text that is not base64', ['Basic n8n:pass'], 'authorization_malformed'],
		['with the right one after a wrong one', [basic('n8n', 'x'), GOOD], 'header_duplicated'],
		['with the right one before a wrong one', [GOOD, basic('n8n', 'x')], 'header_duplicated'],
		['with the right one twice', [GOOD, GOOD], 'header_duplicated'],
	])('%s', async (_, authorization, error) => {
		const answer = await send(...authorization);
		expect([answer.status, answer.body]).toEqual([401, { error }]);
		expect(answer.headers['www-authenticate']).toMatch(/^Basic realm="[^"]+", charset="UTF-8"$/);
	});
});

describe('a delivery with Basic Auth is accepted', () => {
	it.each([
		['with colons and an umlaut in the password', GOOD],
		['with the scheme in lower case', GOOD.replace('Basic', 'basic')],
		['with the scheme in upper case', GOOD.replace('Basic', 'BASIC')],
		['with several spaces after the scheme', GOOD.replace(' ', '   ')],
		['with the password in Latin-1', `Basic ${encoded('n8n:pass:wörd:1', 'latin1')}`],
	])('%s', async (_, authorization) => {
		const answer = await send(authorization);
		expect([answer.status, answer.body]).toEqual([200, { received: true }]);
		expect(answer.headers['www-authenticate']).toBeUndefined();
	});
});

it('has started the five accepted ones and no other', async () => {
	await receiving.received(5);
	expect(await receiving.runs()).toBe(5);
});

it('while a password is replaced, the previous one is accepted, and the item says so', async () => {
	const { url, received } = await startReceiving(n8n, {
		platform: 'resmio',
		credentials: {
			hospitalityBasicAuthApi: { username: 'n8n', password: 'new', previousPassword: 'old' },
		},
	});
	const body = `{"id":"${newId()}","facility_id":"the-fish","action":"BOOKING_CREATED"}`;
	const headers = { 'Content-Type': 'application/json', Authorization: basic('n8n', 'old') };
	expect((await post(url, { headers, body })).status).toBe(200);
	expect(await received(1)).toMatchObject([{ verification: { matchedSecret: 'previous' } }]);
});
