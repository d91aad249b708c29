import type { INodeProperties } from 'n8n-workflow';

import type { Platform } from '../platform';
import { escapeHtml, idsWhere } from './visibility';

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

function stepsNotice(platform: Platform): INodeProperties {
	const steps = platform.registration.steps.map((step) => `<li>${escapeHtml(step)}</li>`).join('');
	const name = escapeHtml(platform.name);
	const https = platform.requiresHttps
		? `<p>${name} delivers to https addresses only. If the webhook URL above starts with http://, ask whoever runs this n8n to set its public address (WEBHOOK_URL).</p>`
		: '';
	const isManual = platform.registration.kind === 'manual';
	return {
		displayName: `<b>Connect ${name}</b><ol>${steps}</ol>${https}<a href="${platform.docsUrl}" target="_blank">${name} documentation</a>`,
		name: `steps_${platform.id}`,
		type: 'notice',
		displayOptions: {
			show: { platform: [platform.id], ...(!isManual && { registration: ['manual'] }) },
		},
		default: '',
	};
}
