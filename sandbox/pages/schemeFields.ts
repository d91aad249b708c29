import { choiceField, textField } from './formField';
import { html, type Html } from './html';
import type { WebhookFields } from './webhookFields';

const SIGNED_CONTENTS = ['{body}', '{timestamp}.{body}', '{id}.{timestamp}.{body}'];

/** How the sender signs, where that is the user's to say. */
export function schemeFields(fields: WebhookFields): Html {
	return html`<fieldset class="scheme stack">
		<legend>Signature</legend>
		<div class="pair">
			${choiceField('algorithm', 'Algorithm', ['sha256', 'sha512', 'sha1'], fields.algorithm)}
			${choiceField('encoding', 'Encoding', ['hex', 'base64'], fields.encoding)}
		</div>
		<div class="pair">
			${textField({ name: 'signatureHeader', label: 'Header', value: fields.signatureHeader })}
			${textField({ name: 'prefix', label: 'Prefix', value: fields.prefix, optional: true })}
		</div>
		${choiceField('signedContent', 'What is signed', SIGNED_CONTENTS, fields.signedContent)}
		<div class="pair">
			${textField({
				name: 'timestampHeader',
				label: 'Header of the timestamp',
				value: fields.timestampHeader,
				optional: true,
			})}
			${choiceField('timestampUnit', 'Its unit', ['s', 'ms'], fields.timestampUnit)}
		</div>
		${textField({
			name: 'idHeader',
			label: 'Header of the event id',
			value: fields.idHeader,
			optional: true,
		})}
	</fieldset>`;
}
