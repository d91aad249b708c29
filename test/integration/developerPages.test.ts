import { createHmac } from 'crypto';

import { platforms } from '../../platforms';
import type { Received } from '../../sandbox/receiver';
import { SANDBOX_API_KEY } from '../../sandbox/start';
import { developerPages, marksOf } from './developerPages';

const pages = developerPages();
const { open, submit, create } = pages;
const received = () => pages.receiver().received;
const payloadOf = ({ body }: Received) => JSON.parse(body.toString()) as Record<string, unknown>;

/** Gustaio's documented check, written out. */
function isGustaio({ headers, body }: Received, secret: string): boolean {
	const content = `${String(headers['x-webhook-timestamp'])}.${body.toString()}`;
	const expected = createHmac('sha256', secret).update(content).digest('hex');
	return headers['x-webhook-signature'] === expected;
}

const shownSecret = (html: string) => /whsec_[\w+/=]+/.exec(html)?.[0];

it.each(platforms.map(({ id }) => id))('shows the pages of %s', async (id) => {
	for (const path of ['', '/new', '?event=none']) {
		const { status, html } = await open(`/developers/${id}${path}`);
		expect([path, status]).toEqual([path, 200]);
		expect(html).toMatch(/^<!doctype html>[\s\S]*<\/html>$/);
	}
});

describe('the signing secret', () => {
	it('is shown once and signs what is sent', async () => {
		const place = await create('gustaio');
		const secret = shownSecret((await open(place)).html);
		expect(shownSecret((await open(place)).html)).toBeUndefined();
		await submit(`${place}/test`);
		expect(isGustaio(received()[0], String(secret))).toBe(true);
	});

	it('is invalid at once when it is regenerated', async () => {
		const place = await create('gustaio');
		const old = String(shownSecret((await open(place)).html));
		await submit(`${place}/secret`);
		const fresh = String(shownSecret((await open(place)).html));
		await submit(`${place}/test`);
		expect([isGustaio(received()[0], fresh), isGustaio(received()[0], old)]).toEqual([true, false]);
	});

	it('may be left out at GoTab, which then does not sign', async () => {
		await submit(`${await create('goTab', { headers: 'X-Venue: patio' })}/test`);
		expect(received()[0].headers).toMatchObject({
			'x-gotab-application-id': 'int_xxxxxxx',
			'x-venue': 'patio',
		});
		expect(received()[0].headers).not.toHaveProperty('x-gotab-signature');
	});

	it('signs as it is set where the sender is Custom', async () => {
		const scheme = {
			algorithm: 'sha512',
			encoding: 'base64',
			signatureHeader: 'X-Sig',
			prefix: 'v0=',
			signedContent: 'v0:{timestamp}:{body}',
			timestampHeader: 'X-Time',
			timestampUnit: 's',
		};
		await submit(`${await create('custom', { ...scheme, secret: 'mine' })}/test`);
		const { headers, body } = received()[0];
		const digest = createHmac('sha512', 'mine').update(`v0:1768732200:${body.toString()}`);
		expect(headers['x-sig']).toBe(`v0=${digest.digest('base64')}`);
	});
});

describe('the scheme of Custom', () => {
	it('may be the secret itself behind a prefix', async () => {
		const scheme = { kind: 'token', signatureHeader: 'X-Sender', prefix: 'Bearer ' };
		const place = await create('custom', { ...scheme, secret: 'its-own-secret' });
		await submit(`${place}/test`);
		expect(received()[0].headers['x-sender']).toBe('Bearer its-own-secret');
		const { html } = await open(`${place}/deliveries/${pages.deliveries()[0].id}`);
		expect(html).toContain('X-Sender: [hidden]');
		expect(html).not.toContain('its-own-secret');
	});

	it('is refused where it cannot sign', async () => {
		const filled = { url: 'https://n8n.example.com/1', events: '*', signedContent: '{nothing}' };
		const { status, html } = await submit('/developers/custom/new', filled);
		expect(status).toBe(422);
		expect(html).toContain('id="signedContent-problem"');
	});
});

describe('resmio', () => {
	const login = { username: 'manager', password: 'pass:wörd', events: 'booking_updated' };

	it('sends its one action with user name and password, and never shows the password', async () => {
		const place = await create('resmio', login);
		await submit(`${place}/test`);
		const expected = Buffer.from('manager:pass:wörd').toString('base64');
		expect(received()[0].headers.authorization).toBe(`Basic ${expected}`);
		expect(payloadOf(received()[0])).toEqual({
			id: 51918313,
			facility_id: 'the-fish',
			action: 'BOOKING_UPDATED',
		});
		const delivery = `${place}/deliveries/${pages.deliveries()[0].id}`;
		for (const path of [place, `${place}/edit`, delivery]) {
			const { html } = await open(path);
			expect(html).not.toMatch(/pass:w/);
			expect(html).not.toContain(expected);
		}
	});

	it('is about the next booking each time, so that none looks like a repetition', async () => {
		const place = await create('resmio', { ...login, events: 'booking_created' });
		await submit(`${place}/test`);
		await submit(`${place}/test`);
		const sent = received().map(payloadOf);
		expect(sent).toMatchObject([{ id: 51918313 }, { id: 51918314 }]);
		expect((await open(place)).html).toContain('51918315');
	});

	it('keeps the password where the form to edit leaves it empty', async () => {
		const place = await create('resmio', login);
		await submit(`${place}/edit`, { ...login, url: pages.webhook().url, password: '' });
		expect(pages.webhook()).toMatchObject({ username: 'manager', password: 'pass:wörd' });
	});

	it('calls a webhook by its action', async () => {
		const { html } = await open(await create('resmio', login));
		expect(html).toContain('<h1>Booking Updated</h1>');
	});

	it('takes no webhook with two actions or without a login', async () => {
		const events = ['booking_created', 'booking_updated'];
		const filled = { url: 'https://n8n.example.com/webhook/1', events };
		const { status, html } = await submit('/developers/resmio/new', filled);
		expect(status).toBe(422);
		for (const problem of ['Choose one action', 'Enter a user name', 'Enter a password']) {
			expect(html).toContain(problem);
		}
		expect(html).toContain('value="https://n8n.example.com/webhook/1"');
		expect(pages.deliveries()).toEqual([]);
	});
});

describe('sending an event', () => {
	it('sends the payload as it was edited', async () => {
		const place = await create('resmio', {
			events: 'booking_created',
			username: 'u',
			password: 'p',
		});
		const payload = '{"id": 777, "facility_id": "the-cat", "action": "BOOKING_CREATED"}';
		await submit(`${place}/send`, { event: 'booking_created', payload });
		expect(payloadOf(received()[0])).toEqual(JSON.parse(payload));
	});

	it('lets the headers follow the edited payload', async () => {
		const place = await create('goTab', { secret: 's' });
		const payload = '{"type": "PRODUCT_UPDATED", "targetUuid": "prd_mine", "data": {}}';
		await submit(`${place}/send`, { event: 'ORDER_PLACED', payload });
		expect(received()[0].headers).toMatchObject({
			'x-gotab-event-type': 'PRODUCT_UPDATED',
			'x-gotab-event-target-uuid': 'prd_mine',
		});
	});

	it.each(['{"id": ', '[1]', ''])(
		'refuses the payload %j and keeps it to be corrected',
		async (payload) => {
			const place = await create('gustaio');
			const { status, html } = await submit(`${place}/send`, { event: 'order.create', payload });
			expect(status).toBe(422);
			expect(html).toContain('id="payload-problem"');
			expect(html).toContain(payload.replace(/"/g, '&quot;'));
			expect(received()).toEqual([]);
		},
	);

	it('reaches every webhook that has selected the event', async () => {
		const url = (name: string) => ({ url: `${pages.receiver().url}/${name}` });
		await create('gustaio', url('all'));
		await create('gustaio', { ...url('orders'), events: ['order.create', 'order.update'] });
		await create('gustaio', { ...url('menu'), events: 'menu_item.update' });
		const payload = '{"event": "order.update", "data": {"id": "o1"}}';
		await submit('/developers/gustaio/send', { event: 'order.update', payload });
		expect(
			received()
				.map(({ path }) => path)
				.sort(),
		).toEqual(['/all', '/orders']);
	});

	it('says so when no webhook has selected it', async () => {
		const { location } = await submit('/developers/gustaio/send', {
			event: 'order.create',
			payload: '{}',
		});
		expect((await open(location)).html).toContain('No active webhook has selected this event.');
	});

	it('sends the same event again under its id', async () => {
		const place = await create('olympusCloud', { secret: 's' });
		await submit(`${place}/test`);
		await submit(`${place}/deliveries/${pages.deliveries()[0].id}/again`);
		const [first, second] = received().map(payloadOf);
		expect(second).toEqual(first);
		expect(pages.deliveries()).toHaveLength(2);
	});
});

describe('what became of a delivery', () => {
	it.each([
		[200, { received: true }, 'accepted', 'Delivered'],
		[200, { received: true, duplicate: true }, 'dropped', 'Duplicate, dropped'],
		[200, { received: true, ignored: 'event_not_selected' }, 'dropped', 'has not selected'],
		[200, { received: true, ignored: 'conditions_not_met' }, 'dropped', 'does not meet'],
		[401, { message: 'The signature does not belong' }, 'refused', 'The signature does not belong'],
		[503, 'busy', 'refused', 'status 503'],
		[302, 'there', 'refused', 'redirect'],
	])('answered %s %j is %s', async (status, body, kind, words) => {
		pages.receiver().answer = { status, body };
		const place = await create('gustaio');
		const { location } = await submit(`${place}/test`);
		const { html } = await open(location);
		expect(marksOf(html)).toEqual([kind]);
		expect(html).toContain(words);
	});

	it('is told in words where nothing answers', async () => {
		const place = await create('gustaio', { url: 'http://127.0.0.1:65533/' });
		await submit(`${place}/test`);
		expect((await open(place)).html).toContain('the connection was refused');
	});

	it('shows 500 characters of the answer, escaped', async () => {
		pages.receiver().answer = { status: 500, body: `<script>${'x'.repeat(600)}` };
		const place = await create('gustaio');
		await submit(`${place}/test`);
		const { html } = await open(`${place}/deliveries/${pages.deliveries()[0].id}`);
		expect(html).toContain(`&lt;script&gt;${'x'.repeat(492)}<`);
		expect(html).not.toContain('<script>');
	});
});

describe('retries', () => {
	it('follow the schedule of RoostSync, and then the webhook is failing', async () => {
		pages.receiver().answer = { status: 500, body: 'no' };
		const place = await create('roostSync');
		await submit(`${place}/test`);
		for (const [attempts, seconds] of [60, 300, 1800, 7200, 86_400].entries()) {
			await pages.pass(seconds - 1);
			expect(received()).toHaveLength(attempts + 1);
			expect((await open(place)).html).not.toContain('Failing');
			await pages.pass(1);
		}
		expect(received()).toHaveLength(6);
		expect((await open(place)).html).toContain('marks it as failing and notifies you');
		await pages.pass(90_000);
		expect(received()).toHaveLength(6);

		pages.receiver().answer = { status: 200, body: { received: true } };
		await submit(`${place}/test`);
		expect((await open(place)).html).not.toContain('Failing');
	});

	it('are as much faster as the page says', async () => {
		pages.receiver().answer = { status: 500, body: 'no' };
		await submit('/developers/roostSync/speed', { speed: '60' });
		await submit(`${await create('roostSync')}/test`);
		await pages.pass(1);
		expect(received()).toHaveLength(2);
	});

	it('end when the webhook is disabled, which gets nothing at all', async () => {
		pages.receiver().answer = { status: 500, body: 'no' };
		const place = await create('roostSync');
		await submit(`${place}/test`);
		await submit(`${place}/status`, { status: 'disabled' });
		await pages.pass(60);
		const payload = '{"event": "booking.created", "data": {}}';
		await submit('/developers/roostSync/send', { event: 'booking.created', payload });
		expect(received()).toHaveLength(1);
		expect(pages.deliveries()[0].nextAttemptAt).toBeUndefined();
	});

	it('are not made by Gustaio, nor after a refusal', async () => {
		pages.receiver().answer = { status: 500, body: 'no' };
		await submit(`${await create('gustaio')}/test`);
		pages.receiver().answer = { status: 401, body: 'no' };
		await submit(`${await create('roostSync')}/test`);
		await pages.pass(100_000);
		expect(received()).toHaveLength(2);
	});
});

describe('faults', () => {
	const sendWith = async (fault: string) => {
		const place = await create('olympusCloud', { secret: 's' });
		const payload = '{"id": "evt_1", "type": "order.created", "data": {"id": "order_1"}}';
		await submit(`${place}/send`, { event: 'order.created', payload, fault });
	};
	const isGenuine = ({ headers, body }: Received) => {
		const [, time, digest] =
			/^t=(\d+),v1=(\w+)$/.exec(String(headers['x-olympus-signature'])) ?? [];
		const expected = createHmac('sha256', 's').update(`${time}.${body.toString()}`).digest('hex');
		return digest === expected;
	};

	it('sends a duplicate', async () => {
		await sendWith('twice');
		expect(received().map((one) => payloadOf(one).id)).toEqual(['evt_1', 'evt_1']);
	});

	it('sends late', async () => {
		await sendWith('late');
		expect(received()).toHaveLength(0);
		await pages.pass(10);
		expect(received()).toHaveLength(1);
	});

	it('sends a newer event first', async () => {
		await sendWith('overtaken');
		const [first, second] = received().map(payloadOf);
		expect(first.created_at).toBe('2026-01-18T10:31:00Z');
		expect(second.id).toBe('evt_1');
	});

	it('signs by a slow clock', async () => {
		await sendWith('clock');
		expect(received()[0].headers['x-olympus-signature']).toMatch(/^t=1768731600,/);
		expect(isGenuine(received()[0])).toBe(true);
	});

	it.each(['secret', 'body', 'timestamp', 'unsigned'])(
		'breaks the signature by %s',
		async (fault) => {
			await sendWith(fault);
			expect(isGenuine(received()[0])).toBe(false);
		},
	);
});

describe('managing webhooks', () => {
	it('edits, and deletes with the deliveries', async () => {
		const place = await create('gustaio', { description: 'Kitchen' });
		await submit(`${place}/test`);
		const changed = {
			url: `${pages.receiver().url}/other`,
			description: 'Bar',
			events: 'order.create',
		};
		expect((await submit(`${place}/edit`, changed)).location).toBe(place);
		await submit(`${place}/test`);
		expect(received().map(({ path }) => path)).toEqual(['/hook', '/other']);
		expect(isGustaio(received()[1], pages.webhook().secret)).toBe(true);

		await submit(`${place}/delete`);
		expect((await open(place)).status).toBe(404);
		expect(pages.deliveries()).toEqual([]);
	});

	it('shows what the API of Olympus Cloud has registered', async () => {
		await fetch(`${pages.sandbox().url}/olympusCloud/v1/webhooks`, {
			method: 'POST',
			headers: { Authorization: `Bearer ${SANDBOX_API_KEY}` },
			body: JSON.stringify({
				url: 'https://n8n.example.com/made-by-api',
				events: ['*'],
				secret: 's',
			}),
		});
		const { html } = await open('/developers/olympusCloud');
		expect(html).toContain('https://n8n.example.com/made-by-api');
	});

	it('escapes what was typed', async () => {
		await create('gustaio', { description: '"><img src=x onerror=alert(1)>' });
		for (const path of ['/', '/developers/gustaio']) {
			expect((await open(path)).html).not.toContain('<img src=x');
		}
	});

	it('takes no form of another site', async () => {
		const place = await create('gustaio');
		const answer = await submit(`${place}/test`, {}, { Origin: 'https://evil.example' });
		expect(answer.status).toBe(403);
		expect(received()).toEqual([]);
	});

	it.each(['/developers/none', '/developers/gustaio/wh_none', '/developers/gustaio/wh_none/edit'])(
		'answers 404 to %s with a page',
		async (path) => {
			const { status, html } = await open(path);
			expect(status).toBe(404);
			expect(html).toContain('To the overview');
		},
	);
});
