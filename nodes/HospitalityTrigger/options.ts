import type { INodeProperties } from 'n8n-workflow';

import { ANSWER_STATUSES, type Platform } from '../../lib/platform';
import { idsWhere, menu } from '../../lib/n8n/properties/menu';
import { webhookApiMenu } from '../../lib/n8n/properties/registration';
import { LARGEST_WINDOW } from '../../lib/receive/dedupe';
import { SHORTEST_WINDOW_MINUTES } from '../../lib/receive/deliveryKeys';
import { DEFAULT_WINDOW } from './settings';

/** Settings that most workflows never need. */
export function optionsProperty(platforms: readonly Platform[]): INodeProperties {
	const signsTime = idsWhere(
		platforms,
		({ signature, signatureIsConfigurable }) =>
			signatureIsConfigurable === true ||
			(signature.kind === 'hmac' && signature.timestamp !== undefined),
	);
	const automatic = {
		'/platform': idsWhere(platforms, ({ registration }) => registration.kind === 'api'),
		'/registration': ['automatic'],
	};
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Acknowledge',
				name: 'acknowledge',
				type: 'options',
				options: [
					{
						name: 'When Received',
						value: 'received',
						description: 'As soon as n8n has stored the execution',
					},
					{
						name: 'When the Workflow Has Finished',
						value: 'finished',
						description:
							'After the run: a success if it ended well, else status 500, so that a platform that repeats failed deliveries has it run again',
					},
				],
				default: 'received',
				description:
					'When the platform gets its answer. Platforms wait 2 to 30 seconds for one, so only a short workflow should make them wait.',
			},
			{
				displayName: 'Allowed IP Addresses',
				name: 'ipAllowList',
				type: 'string',
				default: '',
				placeholder: 'e.g. 203.0.113.7, 198.51.100.0/24',
				description:
					'Addresses or ranges that may call, separated by commas; empty allows all. Behind a proxy, N8N_PROXY_HOPS has to be set.',
			},
			{
				displayName: 'Answer Body',
				name: 'answerBody',
				type: 'options',
				options: [
					{ name: 'Empty', value: 'empty', description: 'Nothing' },
					{ name: 'JSON', value: 'json', description: 'A short JSON object' },
				],
				default: 'empty',
				description: 'What the sender gets for a genuine delivery, where it minds',
			},
			{
				displayName: 'Answer Status',
				name: 'answerStatus',
				type: 'options',
				options: ANSWER_STATUSES.map((status) => ({ name: String(status), value: status })),
				default: 202,
				description:
					'The status that a genuine delivery is answered with, where the sender wants another than 200',
			},
			{
				displayName: 'Drop Duplicates',
				name: 'deduplicate',
				type: 'boolean',
				default: true,
				description:
					'Whether a delivery that the platform sends again, because an answer got lost for instance, is acknowledged without starting the workflow a second time',
			},
			{
				displayName: 'Maximum Body Size (KB)',
				name: 'maxBodyKilobytes',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: 1024,
				description: 'Larger deliveries are refused; without this option the limit of n8n applies',
			},
			{
				displayName: 'Outputs',
				name: 'outputMode',
				type: 'options',
				options: [
					{
						name: 'One for All Events',
						value: 'single',
						description: 'Every event comes out of the same output',
					},
					{
						name: 'One per Event',
						value: 'perEvent',
						description: 'Each selected event has an output of its own, in the order of selecting',
					},
				],
				default: 'perEvent',
			},
			{
				displayName: 'Pass On Headers',
				name: 'passOnHeaders',
				type: 'string',
				default: '',
				placeholder: 'e.g. X-Restaurant, X-Environment',
				description:
					'Names of headers to show in verification.headers besides the usual ones, separated by commas, such as those that you have added in the dashboard of the platform. Names of signatures, passwords, keys, tokens and cookies are left out.',
			},
			{
				displayName: 'Payload Check',
				name: 'payloadCheck',
				type: 'options',
				options: [
					{
						name: 'Flag',
						value: 'flag',
						description: 'List what differs from the documentation in schemaIssues',
					},
					{ name: 'Off', value: 'off', description: 'Do not compare' },
					{
						name: 'Reject',
						value: 'reject',
						description: 'Refuse the delivery with status 400 and the first differences',
					},
				],
				default: 'flag',
				description: 'What to do when a payload differs from what the platform documents',
			},
			{
				displayName: 'Remembered Deliveries',
				name: 'dedupeWindow',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: LARGEST_WINDOW },
				default: DEFAULT_WINDOW,
				description: 'How many of the latest events a new one is compared with',
			},
			{
				displayName: 'Repeat Window (Minutes)',
				name: 'repeatWindowMinutes',
				type: 'number',
				displayOptions: {
					show: {
						'/platform': idsWhere(
							platforms,
							({ repeatWindowMinutes }) => repeatWindowMinutes !== undefined,
						),
					},
				},
				typeOptions: { minValue: 1 },
				default: SHORTEST_WINDOW_MINUTES,
				description:
					'For how long an equal notice counts as a repetition, where notices hold neither an ID nor a time. An equal one that comes later is a new event.',
			},
			{
				displayName: 'Send Test Event',
				name: 'sendTestEvent',
				type: 'boolean',
				displayOptions: { show: automatic },
				default: true,
				description:
					'Whether the editor asks the platform for a test event as soon as it listens, so that you need not wait for a real one',
			},
			{
				displayName: 'Skip Signature Check (Insecure)',
				name: 'skipVerification',
				type: 'boolean',
				default: false,
				description:
					'Whether to accept deliveries without checking who sent them. Anybody who learns the URL can then start this workflow with invented data.',
			},
			{
				displayName: 'Tell Me About Refused Deliveries',
				name: 'emitRefused',
				type: 'boolean',
				default: true,
				description:
					'Whether to add an output for refused deliveries, with the reason and what to do, so that you can be alerted. At most one a minute for each reason, never with secrets or content.',
			},
			{
				displayName: 'Time Tolerance (Seconds)',
				name: 'toleranceSeconds',
				type: 'number',
				displayOptions: { show: { '/platform': signsTime } },
				typeOptions: { minValue: 1 },
				default: 300,
				description:
					'How far the signed time of a delivery may be from the clock of this n8n, in both directions. Older deliveries are refused as replays.',
			},
			...platforms.flatMap(webhookApiOption),
		],
	};
}

/** One menu for each platform that publishes several webhook APIs. */
function webhookApiOption({ id, name, registration }: Platform): INodeProperties[] {
	if (registration.kind === 'manual' || registration.webhookApis.length === 1) return [];
	const [first] = registration.webhookApis;
	return [
		menu({
			displayName: 'Webhook API',
			name: 'webhookApi',
			displayOptions: { show: { '/platform': [id], '/registration': ['automatic'] } },
			options: webhookApiMenu(registration.webhookApis),
			default: first.id,
			description: `Which of the webhook APIs that ${name} publishes your account has. Keep ${first.name} unless activation says that there is no webhook API.`,
		}),
	];
}
