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
						'This node creates the webhook when the workflow is published, and removes it afterwards',
				},
				{
					name: 'Manual',
					value: 'manual',
					description: 'You enter the Production URL of this node at the platform yourself',
				},
			],
			default: 'automatic',
		},
		...platforms.map(stepsNotice),
	];
}

/**
 * n8n keeps links, lists and their items in a notice, and drops the marks of everything else. Its
 * items have bullets; a list without items is a block of its own, and so has room for a number.
 */
function stepsNotice({
	id,
	name,
	docsUrl,
	requiresHttps,
	registration,
}: Platform): INodeProperties {
	const steps = [
		'Open Webhook URLs at the top of this node, choose Production URL and copy it',
		...registration.steps.map(escapeHtml),
		'Publish this workflow',
	];
	const notes = [
		'To try it first, give the platform the Test URL and click Execute step.',
		...(requiresHttps
			? [
					`${escapeHtml(name)} delivers to https addresses only: if the URL starts with http://, ask whoever runs this n8n to set its public address (WEBHOOK_URL).`,
				]
			: []),
		...(registration.notes ?? []).map((note) => `${escapeHtml(note)}.`),
		`<a href="${docsUrl}" target="_blank">Documentation of ${escapeHtml(name)}</a>`,
	];
	const isManual = registration.kind === 'manual';
	const list = steps.map((step, index) => `<ul>${index + 1}. ${step}</ul>`).join('');
	return {
		displayName: `To connect ${escapeHtml(name)}:${list}${notes.join(' ')}`,
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

/** Text that comes from a declaration, safe inside a notice's HTML. */
function escapeHtml(text: string): string {
	return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
