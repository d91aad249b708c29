import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { Platform, WebhookApi } from '../../platform';
import { idsWhere } from './menu';

/** How the webhook gets to the platform, and the steps where the user does it. */
export function registrationProperties(platforms: readonly Platform[]): INodeProperties[] {
	const withApi = idsWhere(platforms, ({ registration }) => registration.kind === 'api');
	return [
		{
			displayName: 'Registration',
			name: 'registration',
			type: 'options',
			noDataExpression: true,
			displayOptions: { show: { platform: withApi } },
			options: [
				{
					name: 'Automatic',
					value: 'automatic',
					description:
						'The webhook is created when the workflow is activated and removed afterwards',
				},
				{
					name: 'Manual',
					value: 'manual',
					description: 'You enter the webhook URL of this node at the platform yourself',
				},
			],
			default: 'automatic',
		},
		...platforms.map(stepsNotice),
	];
}

/** Only a few tags survive in a notice: paragraphs, lists and links do. */
function stepsNotice({
	id,
	name,
	docsUrl,
	requiresHttps,
	registration,
}: Platform): INodeProperties {
	const lines = registration.steps.map(escapeHtml);
	if (requiresHttps) {
		lines.push(
			`${escapeHtml(name)} delivers to https addresses only. If the webhook URL above starts with http://, ask whoever runs this n8n to set its public address (WEBHOOK_URL)`,
		);
	}
	lines.push(`<a href="${docsUrl}" target="_blank">Documentation of the platform</a>`);
	const isManual = registration.kind === 'manual';
	return {
		displayName: `<p>How to connect:</p><ul>${lines.map((line) => `<li>${line}</li>`).join('')}</ul>`,
		name: `steps_${id}`,
		type: 'notice',
		displayOptions: {
			show: { platform: [id], ...(!isManual && { registration: ['manual'] }) },
		},
		default: '',
	};
}

/** The entries of a menu of webhook APIs. */
export function webhookApiMenu(apis: readonly WebhookApi[]): INodePropertyOptions[] {
	return apis.map(({ id, name, description }) => ({ name, value: id, description }));
}

/** Ids of the webhook APIs in which the platform chooses the signing secret. */
export function apisWithOwnSecret(platforms: readonly Platform[]): string[] {
	return platforms.flatMap(({ registration }) =>
		registration.kind === 'api'
			? registration.webhookApis
					.filter(({ secret }) => secret.by === 'platform')
					.map(({ id }) => id)
			: [],
	);
}

/** Text that comes from a declaration, safe inside a notice's HTML. */
function escapeHtml(text: string): string {
	return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
