import type { Platform } from '../../lib/platform';
import type { SandboxState, Webhook } from '../state';
import { developerPageOf } from '../developerPages';
import { choiceField, describe, problemText, textField } from './formField';
import { html, type Html } from './html';
import { exampleNote, exampleRequest } from './examples';
import { notice, platformHead } from './layout';
import { type FieldProblems, fieldsOf, type WebhookFields } from './webhookFields';

const KINDS = { hmac: 'HMAC signature', token: 'The secret itself, in the header' };
const ALGORITHMS = { sha256: 'SHA-256', sha384: 'SHA-384', sha512: 'SHA-512', sha1: 'SHA-1' };
const ENCODINGS = { hex: 'Hex', base64: 'Base64', base64url: 'Base64 URL' };
const UNITS = { s: 'Seconds', ms: 'Milliseconds', iso: 'ISO 8601' };

export interface WebhookFormOptions {
	/** The one that is edited. */
	webhook?: Webhook;
	/** As somebody filled them in. */
	fields?: WebhookFields;
	problems?: FieldProblems;
}

/** The form that makes or changes a webhook, beside an example of what is sent. */
export function webhookForm(
	state: SandboxState,
	platform: Platform,
	{ webhook, fields = fieldsOf(platform, webhook), problems = {} }: WebhookFormOptions,
): Html {
	const page = developerPageOf(platform);
	const base = `/developers/${platform.id}`;
	const chosen = platform.events.find(({ name }) => fields.events.includes(name));
	const example = chosen?.name ?? platform.events[0].name;
	const note = exampleNote(platform, example);
	return html`
		${platformHead(platform, page.menu)}
		<h1>${webhook ? 'Edit webhook' : page.create}</h1>
		${Object.keys(problems).length > 0 &&
		notice('bad', 'Not saved yet: see the fields marked below.')}
		<div class="columns">
			<form
				class="card stack"
				method="post"
				action="${webhook ? `${base}/${webhook.id}/edit` : `${base}/new`}"
			>
				${textField({
					name: 'url',
					label: 'URL',
					value: fields.url,
					problem: problems.url,
					type: 'url',
					hint: urlHint(platform),
				})}
				${page.hasDescription &&
				textField({
					name: 'description',
					label: 'Description',
					value: fields.description,
					optional: true,
				})}
				${eventFields(platform, fields.events, problems.events)}
				${credentialFields(platform, { webhook, fields, problems })}
				${platform.signatureIsConfigurable && schemeFields(fields, problems.signedContent)}
				${page.hasHeaders &&
				html`<div class="field">
					<label for="headers">Custom headers <span class="optional">optional</span></label>
					<textarea
						id="headers"
						name="headers"
						rows="2"
						spellcheck="false"
						placeholder="X-Restaurant: the-fish"
						${describe('headers', problems.headers, true)}
					>
${fields.headers}</textarea
					>
					<p class="hint" id="headers-hint">One a line, sent with every delivery.</p>
					${problemText('headers', problems.headers)}
				</div>`}
				<div class="actions">
					<button class="primary">${webhook ? 'Save' : 'Create'}</button>
					<a class="button" href="${webhook ? `${base}/${webhook.id}` : base}">Cancel</a>
				</div>
			</form>
			<aside class="card example" aria-labelledby="example">
				<h2 id="example">What your endpoint receives</h2>
				<pre tabindex="0" role="region" aria-labelledby="example">
${exampleRequest(state, platform, example)}</pre
				>
				${note && html`<p class="hint">${note}</p>`}
			</aside>
		</div>
	`;
}

function urlHint({ name, requiresHttps }: Platform): string {
	const where = 'The Production URL of the trigger node in n8n.';
	return requiresHttps
		? `${where} ${name} takes https only; the sandbox takes http too, to reach n8n on this machine.`
		: where;
}

function eventFields(platform: Platform, chosen: readonly string[], problem?: string): Html {
	const { events, eventWord } = developerPageOf(platform);
	const one = events === 'one';
	const option = (value: string, title: string, description: string, code?: string) =>
		html`<label class="choice">
			<input
				type="${one ? 'radio' : 'checkbox'}"
				name="events"
				value="${value}"
				${chosen.includes(value) && html`checked`}
			/>
			<span
				><b>${title}</b> ${code !== undefined && html`<code>${code}</code>`}
				<small>${description}</small></span
			>
		</label>`;
	return html`<fieldset class="choices" ${describe('events', problem, false)}>
		<legend>${one ? 'Action' : 'Events'}</legend>
		${problemText('events', problem)}
		${!one && option('*', 'All events', `Also the ${eventWord}s that are added later`)}
		${platform.events.map(({ name, displayName, description }) =>
			option(name, displayName, description, name),
		)}
	</fieldset>`;
}

function credentialFields(
	platform: Platform,
	{ webhook, fields, problems = {} }: WebhookFormOptions & { fields: WebhookFields },
): Html | undefined {
	if (platform.signature.kind === 'basic') {
		return html`<div class="pair">
			${textField({
				name: 'username',
				label: 'User name',
				value: fields.username,
				problem: problems.username,
			})}
			${textField({
				name: 'password',
				label: 'Password',
				type: 'password',
				value: '',
				problem: problems.password,
				hint: webhook
					? 'Leave empty to keep it.'
					: 'Both of your own choice; enter the same in the credential in n8n.',
			})}
		</div>`;
	}
	const { secret } = developerPageOf(platform);
	if (secret === 'made' || webhook) return undefined;
	return textField({
		name: 'secret',
		label: secret === 'optional' ? 'Secret' : 'Signing secret',
		value: fields.secret,
		problem: problems.secret,
		optional: true,
		hint:
			secret === 'optional'
				? `${platform.name} signs only with a secret. Enter the same in the credential in n8n.`
				: 'Leave empty and one is made and shown once.',
	});
}

/** How the sender signs, where that is the user's to say. */
function schemeFields(fields: WebhookFields, problem?: string): Html {
	return html`<fieldset class="scheme stack">
		<legend>Signature</legend>
		${choiceField('kind', 'What proves a delivery', KINDS, fields.kind)}
		<div class="pair">
			${choiceField('algorithm', 'Algorithm', ALGORITHMS, fields.algorithm)}
			${choiceField('encoding', 'Encoding', ENCODINGS, fields.encoding)}
		</div>
		<div class="pair">
			${textField({ name: 'signatureHeader', label: 'Header', value: fields.signatureHeader })}
			${textField({ name: 'prefix', label: 'Prefix', value: fields.prefix, optional: true })}
		</div>
		${textField({
			name: 'signedContent',
			label: 'What is signed',
			value: fields.signedContent,
			problem,
			hint: 'With the places {body}, {timestamp}, {id}, {url}, {method} and {header:Name}',
		})}
		<div class="pair">
			${textField({
				name: 'timestampHeader',
				label: 'Timestamp header',
				value: fields.timestampHeader,
				optional: true,
			})}
			${choiceField('timestampUnit', 'Timestamp unit', UNITS, fields.timestampUnit)}
		</div>
		${textField({
			name: 'idHeader',
			label: 'Event id header',
			value: fields.idHeader,
			optional: true,
		})}
	</fieldset>`;
}
