import express, { type Request, type Response, Router } from 'express';
import { z } from 'zod';

import type { Platform } from '../../lib/platform';
import { deliver } from '../deliver';
import { settingsSchema } from '../settings';
import type { Delivery, SandboxState, Webhook } from '../state';
import { readBody } from '../validation';
import { addWebhook, deleteWebhook, regenerateSecret, takeNewSecret, titleOf } from '../webhooks';
import { deliveryPage } from './deliveryPage';
import { html, type Html } from './html';
import { notice, sendPage } from './layout';
import { outcomeMark, outcomeOf } from './outcome';
import { platformPage } from './platformPage';
import { deliveryOf, platformOf, refuseForeignForms, webhookOf } from './requests';
import { sendEvent, sendTest } from './sendEvent';
import { readPayload, readSendFields, type SendFormOptions } from './sendForm';
import { fieldsOfForm, readFields } from './webhookFields';
import { webhookForm, type WebhookFormOptions } from './webhookForm';
import { webhookPage } from './webhookPage';

/** `/developers`: the platforms' pages. Every action is a form that leads back to a page. */
export function developerRoutes(state: SandboxState): Router {
	const router = Router();
	router.use(refuseForeignForms, express.urlencoded({ extended: false, limit: '20mb' }));
	router.use('/:platform', platformRoutes(state));
	router.use('/:platform/:webhook', webhookRoutes(state));
	return router;
}

function platformRoutes(state: SandboxState): Router {
	const router = Router({ mergeParams: true });
	const show = (request: Request, response: Response, sending: SendFormOptions, status = 200) => {
		const platform = platformOf(state, request);
		const main = platformPage(state, platform, { ...sending, message: justSent(state, request) });
		sendPage(state, response, { ...titled(platform, 'Webhooks'), main, status });
	};
	const showForm = (request: Request, response: Response, options: WebhookFormOptions) => {
		const platform = platformOf(state, request);
		const main = webhookForm(state, platform, options);
		const status = options.problems ? 422 : 200;
		sendPage(state, response, { ...titled(platform, 'New webhook'), main, status });
	};

	router.get('/', (request, response) =>
		show(request, response, { event: queryText(request, 'event') }),
	);
	router.post('/send', async (request, response) => {
		const platform = platformOf(state, request);
		const fields = readSendFields(request.body);
		const read = readPayload(fields.payload);
		if (!read.ok) return show(request, response, { fields, problem: read.problem }, 422);
		const sent = await sendEvent(state, { ...fields, platform, payload: read.payload });
		response.redirect(303, sentTo(`/developers/${platform.id}`, sent));
	});
	router.post('/speed', (request, response) => {
		const speed = z.object({ speed: z.coerce.number().pipe(settingsSchema.shape.retrySpeed) });
		state.settings.retrySpeed = readBody(speed, request.body).speed;
		response.redirect(303, `/developers/${platformOf(state, request).id}`);
	});
	router.get('/new', (request, response) => showForm(request, response, {}));
	router.post('/new', (request, response) => {
		const platform = platformOf(state, request);
		const fields = fieldsOfForm(request.body);
		const read = readFields(platform, fields);
		if (!read.ok) return showForm(request, response, { fields, problems: read.problems });
		const { id } = addWebhook(state, platform, read.webhook);
		response.redirect(303, `/developers/${platform.id}/${id}`);
	});
	return router;
}

function webhookRoutes(state: SandboxState): Router {
	const router = Router({ mergeParams: true });
	const show = (request: Request, response: Response, sending: SendFormOptions, status = 200) => {
		const platform = platformOf(state, request);
		const webhook = webhookOf(state, request);
		const main = webhookPage(state, platform, {
			...sending,
			webhook,
			message: justSent(state, request),
			newSecret: takeNewSecret(state, webhook),
		});
		sendPage(state, response, {
			...titled(platform, titleOf(platform, webhook)),
			main,
			status,
		});
	};
	const place = (webhook: Webhook) => `/developers/${webhook.platformId}/${webhook.id}`;
	/** Routes of an action that changes a webhook and leads back to its page. */
	const action = (
		path: string,
		run: (webhook: Webhook, request: Request) => Promise<Delivery> | void,
	) =>
		router.post(path, async (request, response) => {
			const webhook = webhookOf(state, request);
			const sent = await run(webhook, request);
			response.redirect(303, sent ? sentTo(place(webhook), [sent]) : place(webhook));
		});

	router.get('/', (request, response) =>
		show(request, response, { event: queryText(request, 'event') }),
	);
	router.post('/send', async (request, response) => {
		const platform = platformOf(state, request);
		const webhook = webhookOf(state, request);
		const fields = readSendFields(request.body);
		const read = readPayload(fields.payload);
		if (!read.ok) return show(request, response, { fields, problem: read.problem }, 422);
		const sent = await sendEvent(state, { ...fields, platform, webhook, payload: read.payload });
		response.redirect(303, sentTo(place(webhook), sent));
	});
	action('/test', async (webhook, request) => {
		return await sendTest(state, platformOf(state, request), webhook);
	});
	action('/deliveries/:delivery/again', async (webhook, request) => {
		const { event, body } = deliveryOf(state, request);
		return await deliver(state, { platform: platformOf(state, request), webhook, event, body });
	});
	action('/status', (webhook, request) => {
		const schema = z.object({ status: z.enum(['active', 'disabled']) });
		webhook.status = readBody(schema, request.body).status;
		state.webhooks.keep(webhook);
	});
	action('/secret', (webhook, request) => {
		regenerateSecret(state, platformOf(state, request), webhook);
	});
	router.post('/delete', (request, response) => {
		deleteWebhook(state, webhookOf(state, request));
		response.redirect(303, `/developers/${platformOf(state, request).id}`);
	});
	router.get('/deliveries/:delivery', (request, response) => {
		const platform = platformOf(state, request);
		const delivery = deliveryOf(state, request);
		const main = deliveryPage(state, platform, webhookOf(state, request), delivery);
		sendPage(state, response, { ...titled(platform, delivery.event.name), main });
	});
	router
		.route('/edit')
		.get((request, response) => {
			const platform = platformOf(state, request);
			const main = webhookForm(state, platform, { webhook: webhookOf(state, request) });
			sendPage(state, response, { ...titled(platform, 'Edit webhook'), main });
		})
		.post((request, response) => {
			const platform = platformOf(state, request);
			const webhook = webhookOf(state, request);
			const fields = fieldsOfForm(request.body);
			const read = readFields(platform, fields, webhook);
			if (read.ok) {
				state.webhooks.keep(Object.assign(webhook, read.webhook));
				return response.redirect(303, place(webhook));
			}
			const main = webhookForm(state, platform, { webhook, fields, problems: read.problems });
			return sendPage(state, response, { ...titled(platform, 'Edit webhook'), main, status: 422 });
		});
	return router;
}

function titled(platform: Platform, title: string) {
	return { title: `${title} · ${platform.name}`, place: platform.id, platform };
}

function queryText(request: Request, name: string): string | undefined {
	const value = request.query[name];
	return typeof value === 'string' ? value : undefined;
}

/** Where a form leads that sent something: the page says what became of it. */
function sentTo(place: string, sent: readonly Delivery[]): string {
	const ids = sent.map(({ id }) => id).join(',');
	return `${place}?sent=${ids === '' ? 'none' : ids}`;
}

function justSent(state: SandboxState, request: Request): Html | undefined {
	const sent = queryText(request, 'sent');
	if (sent === undefined) return undefined;
	if (sent === 'none') return notice('bad', 'No active webhook has selected this event.');
	const found = sent.split(',').flatMap((id) => state.deliveries.get(id) ?? []);
	if (found.length === 0) return undefined;
	const outcomes = found.map((delivery) => ({ delivery, outcome: outcomeOf(delivery) }));
	const isBad = outcomes.some(({ outcome }) => outcome.kind === 'refused');
	const isGood = outcomes.every(({ outcome }) => outcome.kind === 'accepted');
	return notice(
		isBad ? 'bad' : isGood ? 'good' : 'plain',
		html`${outcomes.map(
			({ delivery, outcome }) =>
				html`<p>
					<b>${delivery.event.name}</b> ${outcomeMark(outcome, delivery.attempts.at(-1))}
					${outcome.explanation}
				</p>`,
		)}`,
	);
}
