import { choiceField, textField } from './formField';
import { html, type Html } from './html';
import type { WebhookFields } from './webhookFields';

const KINDS = { hmac: 'HMAC signature', token: 'The secret itself, in the header' };
const ALGORITHMS = { sha256: 'SHA-256', sha384: 'SHA-384', sha512: 'SHA-512', sha1: 'SHA-1' };
const ENCODINGS = { hex: 'Hex', base64: 'Base64', base64url: 'Base64 URL' };
const UNITS = { s: 'Seconds', ms: 'Milliseconds', iso: 'ISO 8601' };

/** How the sender signs, where that is the user's to say. */
export function schemeFields(fields: WebhookFields, problem?: string): Html {
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
				label: 'Header of the timestamp',
				value: fields.timestampHeader,
				optional: true,
			})}
			${choiceField('timestampUnit', 'Its unit', UNITS, fields.timestampUnit)}
		</div>
		${textField({
			name: 'idHeader',
			label: 'Header of the event id',
			value: fields.idHeader,
			optional: true,
		})}
	</fieldset>`;
}
