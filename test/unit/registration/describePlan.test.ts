import { describePlan } from '../../../lib/registration/describePlan';
import type { Plan } from '../../../lib/registration/reconcile';

const desired = {
	url: 'https://new.example/hook',
	events: ['order.created', 'order.ready'],
	secretFingerprint: '',
	account: 'x',
};
const found = {
	id: 'wh_1',
	url: 'https://old.example/hook',
	events: ['order.created', 'order.sent'],
};
const plan = (part: Partial<Plan>): Plan => ({
	keep: 'wh_1',
	create: null,
	update: [],
	remove: [],
	...part,
});
const update = (...drift: Plan['update']) => plan({ update: drift });

describe('describePlan', () => {
	it.each([
		[plan({}), []],
		[plan({ create: 'notRegistered' }), ['would create a webhook for 2 events']],
		[
			plan({ create: 'gone' }),
			['would create the webhook again for 2 events, because the platform has it no more'],
		],
		[plan({ create: 'secret' }), ['would create a new webhook, because the secret has changed']],
		[
			plan({ create: 'cannotUpdate' }),
			[
				'would create a new webhook, because this webhook API cannot change the URL of an existing one',
			],
		],
		[
			update('url', 'events'),
			[
				'would update URL: https://old.example/hook → https://new.example/hook',
				'would update events: +order.ready, -order.sent',
			],
		],
		[update('inactive'), ['would update state: inactive → active']],
		[
			update('unconfirmed'),
			['would send an update that changes nothing, to see whether the webhook is still there'],
		],
		[plan({ remove: ['wh_2'] }), ['would remove wh_2, which is no longer needed']],
	])('%j', (given, words) => {
		expect(describePlan(given, desired, found)).toEqual(words);
	});
});
