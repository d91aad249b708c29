import fc from 'fast-check';
import { NodeHelpers } from 'n8n-workflow';
import type { INode } from 'n8n-workflow';

import { diagnose, findCauses } from '../../../lib/diagnose/diagnose';
import {
	inWords,
	OFFERED_CONTENTS,
	SETTINGS,
	settingsOf,
	type SettingName,
	type SettingValues,
} from '../../../lib/diagnose/settings';
import { customSchemeProperties } from '../../../lib/n8n/properties/customScheme';
import { platformProperty } from '../../../lib/n8n/properties/menu';
import { readCustomScheme } from '../../../lib/n8n/properties/readCustomScheme';
import type { HmacScheme } from '../../../lib/signature/scheme';
import { sign } from '../../../lib/signature/sign';
import { verify } from '../../../lib/signature/verify';
import { platforms } from '../../../platforms';
import { custom } from '../../../platforms/custom';
import { BODY, NOW } from '../../support/refusals';

const URL = 'https://n8n.example/webhook/1';
const SHARED = 'aGVsbG8ga2l0Y2hlbg==';

/** Settings of senders and receivers, in any combination. */
const values = fc.record({
	signatureHeader: fc.constantFrom('X-Webhook-Signature', 'X-Sig-Signature'),
	signatureAlgorithm: fc.constantFrom('sha1', 'sha256', 'sha512'),
	signatureEncoding: fc.constantFrom('hex', 'base64'),
	signatureLayout: fc.constantFrom('single', 'list', 'fields'),
	signaturePrefix: fc.constantFrom('', 'sha256=', 'v1=', 'HMAC '),
	signatureSeparator: fc.constantFrom(',', ';'),
	signatureField: fc.constantFrom('v1', 'sig'),
	timestampField: fc.constantFrom('t', 'ts'),
	signedContent: fc.constantFrom(...OFFERED_CONTENTS),
	timestampSource: fc.constantFrom('header', 'signatureHeader', 'body'),
	timestampHeader: fc.constantFrom('X-Webhook-Timestamp', 'X-Request-Time'),
	timestampUnit: fc.constantFrom('s', 'ms'),
	idHeader: fc.constantFrom('X-Webhook-Id', 'X-Delivery-Id'),
	secretFormat: fc.constantFrom('text', 'base64'),
});

function read(settings: SettingValues): HmacScheme {
	const all: Record<string, string | undefined> = settings;
	const scheme = readCustomScheme((name, fallback) => all[name] ?? fallback);
	if (scheme.kind !== 'hmac') throw new Error('These settings are of an HMAC');
	return scheme;
}

const fields = [platformProperty(platforms), ...customSchemeProperties(platforms, 'webhook')];

/** What n8n keeps of settings: those whose fields it shows. */
function kept(settings: SettingValues): Record<string, unknown> {
	const parameters = { platform: 'custom', ...settings };
	const description = { properties: fields } as never;
	const node = { typeVersion: 1 } as INode;
	return NodeHelpers.getNodeParameters(fields, parameters, true, false, node, description) ?? {};
}

describe('the advice of a diagnosis', () => {
	it('names what the node then shows and offers, and makes it accept the request', () => {
		const advised = new Set<string>();
		let proven = 0;
		fc.assert(
			fc.property(values, values, (ofSender, ofReceiver) => {
				const [sender, receiver] = [read(ofSender), read(ofReceiver)];
				const secrets = { secret: SHARED };
				const sent = { body: BODY, url: URL };
				const time = { id: 'evt_1', timestampSeconds: NOW };
				const body = Buffer.from(
					JSON.stringify({ timestamp: ofSender.timestampUnit === 'ms' ? NOW * 1000 : NOW }),
				);
				const headers = sign({ scheme: sender, secrets, ...sent, ...time, body });
				const request = { headers, body, url: URL, now: NOW * 1000 };
				const verdict = verify({ scheme: receiver, secrets, ...request });
				if (verdict.valid) return;
				const input = {
					platform: custom,
					platforms,
					scheme: receiver,
					rawSecrets: secrets,
					headers,
					body,
					url: URL,
					nowMs: NOW * 1000,
					reason: verdict.reason,
				};
				const found = findCauses(input);
				const { settings } = found ?? {};
				if (!found || !settings) return;
				const words = diagnose(input)?.explanation;
				const together: SettingValues = { ...settingsOf(receiver), ...settings };
				const shown = kept(together);
				for (const [name, value] of Object.entries(settings)) {
					advised.add(name);
					const [label, choice] = inWords(name as SettingName, value);
					expect(words).toContain(`${label} to ${choice.trim() || 'nothing'}`);
					if (found.certain) expect([name, shown[name]]).toEqual([name, value]);
					const offered = fields
						.filter((field) => field.name === name)
						.flatMap(({ options = [] }) => options.map((one) => 'value' in one && one.value));
					if ('choices' in SETTINGS[name as SettingName]) expect(offered).toContain(value);
				}
				if (!found.certain) return;
				proven += 1;
				const set = read(together);
				const accepted = verify({ scheme: set, secrets, ...request }).valid;
				expect([together, accepted]).toEqual([together, true]);
			}),
			{ numRuns: 250 },
		);
		expect(proven).toBeGreaterThan(80);
		expect(advised.size).toBeGreaterThan(11);
	});
});
