import type { INodeProperties } from 'n8n-workflow';

import type { Platform } from '../../platform';
import type { SetupCheck } from '../../signature/setupCheck';
import { idsWhere, showWhen } from './menu';

/** How a user-defined sender checks the URL before it delivers. */
export function setupCheckProperties(platforms: readonly Platform[]): INodeProperties[] {
	const fields: INodeProperties[] = [
		{
			displayName: 'Setup Check',
			name: 'setupCheck',
			type: 'options',
			options: [
				{
					name: 'None',
					value: 'none',
					description: 'The sender delivers without calling first, or signs that call as well',
				},
				{
					name: 'Acknowledge',
					value: 'acknowledge',
					description:
						'An unsigned call with a code or an ID only wants a success. A code to enter at the sender is shown in the log, and out of the output for refused deliveries.',
				},
				{
					name: 'Echo a Field',
					value: 'echo',
					description: 'A call brings a challenge that is to be answered, as Slack does',
				},
				{
					name: 'Echo a Query Parameter',
					value: 'query',
					description: 'A GET brings a challenge in the URL that is to be answered, as Meta does',
				},
				{
					name: 'Sign a Field',
					value: 'sign',
					description:
						'A call brings a token that is to be answered with its HMAC, as Zoom does with payload.plainToken',
				},
			],
			default: 'none',
			description:
				'What the sender does when its webhook is saved, to see that somebody answers. Its documentation calls this verification, handshake, challenge or ping.',
		},
		{
			displayName: 'Setup Check Field',
			name: 'setupCheckField',
			type: 'string',
			displayOptions: { show: { setupCheck: ['acknowledge', 'echo', 'query', 'sign'] } },
			default: '',
			placeholder: 'e.g. challenge, verificationCode or hub.challenge',
			description:
				'Where the value stands in that call, and in no delivery: a path in the body, or the name of the query parameter',
		},
		{
			displayName: 'Verify Token',
			name: 'setupCheckToken',
			type: 'string',
			typeOptions: { password: true },
			displayOptions: { show: { setupCheck: ['query'] } },
			default: '',
			description:
				'A text of your own choice that the sender sends along in another query parameter. Empty answers without one.',
		},
	];
	return showWhen(
		{ platform: idsWhere(platforms, (one) => one.signatureIsConfigurable === true) },
		fields,
	);
}

/** The check that the user has described; null where there is none. */
export function readSetupCheck(
	read: (name: string, fallback: string) => unknown,
): SetupCheck | null {
	const text = (name: string) => String(read(name, '') ?? '').trim();
	const field = text('setupCheckField');
	switch (text('setupCheck')) {
		case 'acknowledge':
			return { kind: 'acknowledge', field };
		case 'echo':
			return { kind: 'echo', field };
		case 'query':
			return { kind: 'query', parameter: field, verifyToken: text('setupCheckToken') };
		case 'sign':
			return { kind: 'sign', field };
		default:
			return null;
	}
}
