import { reconcile, type Abilities } from '../../../lib/registration/reconcile';
import type {
	DesiredWebhook,
	RegisteredWebhook,
	RegistrationReport,
	ReportedWebhook,
} from '../../../lib/registration/webhook';

const URL = 'https://n8n.example/webhook/4711/webhook';
const desired: DesiredWebhook = {
	url: URL,
	events: ['order.created', 'order.ready'],
	secretFingerprint: 'aaaaaaaa',
	account: 'guide https://api.example/v1',
};
const stored: RegisteredWebhook = { ...desired, id: 'wh_1' };
const listed: ReportedWebhook = { id: 'wh_1', url: URL, events: desired.events, active: true };
const theirs: ReportedWebhook = { id: 'wh_9', url: 'https://elsewhere.example/hook' };

const all = (...webhooks: ReportedWebhook[]): RegistrationReport => ({ kind: 'all', webhooks });
/** A list that nobody says is complete. */
const some = (...webhooks: ReportedWebhook[]): RegistrationReport => ({
	kind: 'all',
	webhooks,
	partial: true,
});
const one = (webhook: ReportedWebhook | null): RegistrationReport => ({ kind: 'one', webhook });
const unknown: RegistrationReport = { kind: 'unknown' };

const can: Abilities = { update: true, reactivate: true, adopt: false };
const cannot: Abilities = { update: false, reactivate: false, adopt: false };
const adopting: Abilities = { ...can, adopt: true };
const nothing = { keep: 'wh_1', create: null, update: [], remove: [] };
const create = (why: string, ...remove: string[]) => ({
	keep: null,
	create: why,
	update: [],
	remove,
});
const update = (...drift: string[]) => ({ ...nothing, update: drift });

type Remembered = Partial<RegisteredWebhook> & { toRemove?: string[] };
type Row = [string, Remembered | null, RegistrationReport, Abilities, unknown];

const rows: Row[] = [
	['never registered, nobody says', null, unknown, can, create('notRegistered')],
	['never registered, the list is empty', null, all(), can, create('notRegistered')],
	["never registered, others' hooks listed", null, all(theirs), can, create('notRegistered')],
	[
		'never registered, two on our URL',
		null,
		all({ id: 'wh_5', url: URL }, { id: 'wh_6', url: URL }),
		can,
		create('notRegistered', 'wh_5', 'wh_6'),
	],

	[
		'not remembered, but it shows the secret that it was given',
		null,
		all({ ...listed, secretFingerprint: 'aaaaaaaa' }),
		can,
		nothing,
	],
	[
		'not remembered, and it shows another secret, which is mended in place',
		null,
		all({ ...listed, secretFingerprint: 'bbbbbbbb' }),
		can,
		update('url'),
	],
	[
		'another secret, which it shows and which is mended in place',
		{ secretFingerprint: 'bbbbbbbb' },
		all({ ...listed, secretFingerprint: 'bbbbbbbb' }),
		can,
		update('url'),
	],
	[
		'not remembered, but its secret can be known',
		null,
		all(listed, { ...listed, id: 'wh_2' }),
		adopting,
		{ ...nothing, remove: ['wh_2'] },
	],
	[
		'not remembered, its secret can be known, other events',
		null,
		all({ ...listed, events: [] }),
		adopting,
		update('events'),
	],

	['equal, listed', {}, all(listed, theirs), can, nothing],
	['equal, reported', {}, one(listed), can, nothing],
	[
		'equal, in another order',
		{},
		one({ ...listed, events: ['order.ready', 'order.created'] }),
		can,
		nothing,
	],
	['equal, reported with its id only', {}, one({ id: 'wh_1' }), can, nothing],
	['equal as far as is known', {}, unknown, can, update('unconfirmed')],
	['equal as far as is known, no updates', {}, unknown, cannot, nothing],

	[
		'a double on our URL',
		{},
		all(listed, { ...listed, id: 'wh_2' }),
		can,
		{ ...nothing, remove: ['wh_2'] },
	],
	[
		'one that was replaced is left over',
		{ toRemove: ['wh_0'] },
		all(listed, { id: 'wh_0', url: URL }),
		can,
		{ ...nothing, remove: ['wh_0'] },
	],
	['one that was replaced has gone', { toRemove: ['wh_0'] }, all(listed), can, nothing],
	[
		'one that was replaced, nobody lists',
		{ toRemove: ['wh_0'] },
		one(listed),
		can,
		{ ...nothing, remove: ['wh_0'] },
	],

	['gone from the list', {}, all(theirs), can, create('gone')],
	['missing from what may be half a list', {}, some(theirs), can, update('unconfirmed')],
	[
		'missing from what may be half a list, another on our URL',
		{},
		some({ id: 'wh_2', url: URL }),
		can,
		{ ...update('unconfirmed'), remove: ['wh_2'] },
	],
	['listed in what may be half a list', {}, some(listed), can, nothing],
	[
		"our id is somebody else's in what may be half a list",
		{},
		some({ ...theirs, id: 'wh_1' }),
		can,
		create('gone'),
	],
	['gone when asked for', {}, one(null), can, create('gone')],
	['gone, another on our URL', {}, all({ id: 'wh_2', url: URL }), can, create('gone', 'wh_2')],
	["our id is now somebody else's", {}, all({ ...theirs, id: 'wh_1' }), can, create('gone')],
	[
		"our id is now somebody else's, asked for",
		{},
		one({ ...theirs, id: 'wh_1' }),
		can,
		create('gone'),
	],

	['events differ', {}, one({ ...listed, events: ['order.created'] }), can, update('events')],
	[
		'events differ, no updates',
		{},
		one({ ...listed, events: ['order.created'] }),
		cannot,
		create('cannotUpdate', 'wh_1'),
	],
	[
		'events wanted differ, nobody says',
		{ events: ['order.created'] },
		unknown,
		can,
		update('events', 'unconfirmed'),
	],
	[
		'events wanted differ, nobody says, no updates',
		{ events: ['order.created'] },
		unknown,
		cannot,
		create('cannotUpdate', 'wh_1'),
	],
	[
		'the host moved',
		{ url: 'http://tunnel.example/webhook/4711/webhook' },
		all({ ...listed, url: 'http://tunnel.example/webhook/4711/webhook' }),
		can,
		update('url'),
	],
	[
		'the host moved, nobody says',
		{ url: 'http://tunnel.example/webhook/4711/webhook' },
		unknown,
		can,
		update('url', 'unconfirmed'),
	],

	['paused', {}, one({ ...listed, active: false }), can, update('inactive')],
	[
		'paused, only URL and events can change',
		{},
		one({ ...listed, active: false }),
		{ ...can, reactivate: false },
		create('cannotUpdate', 'wh_1'),
	],
	[
		'paused and other events',
		{},
		one({ ...listed, active: false, events: [] }),
		can,
		update('events', 'inactive'),
	],

	['another secret', { secretFingerprint: 'bbbbbbbb' }, all(listed), can, create('secret', 'wh_1')],
	[
		'another secret, asked for',
		{ secretFingerprint: 'bbbbbbbb' },
		one(listed),
		can,
		create('secret', 'wh_1'),
	],
	[
		'another secret, nobody says',
		{ secretFingerprint: 'bbbbbbbb', toRemove: ['wh_0'] },
		unknown,
		can,
		create('secret', 'wh_1', 'wh_0'),
	],

	[
		'another account',
		{ account: 'guide https://api.other/v1' },
		unknown,
		can,
		create('notRegistered'),
	],
	[
		'another account, same id listed',
		{ account: 'guide https://api.other/v1' },
		all({ ...theirs, id: 'wh_1' }),
		can,
		create('notRegistered'),
	],
	[
		'a copied workflow with another path',
		{ url: 'https://n8n.example/webhook/0815/webhook' },
		all({ ...listed, url: 'https://n8n.example/webhook/0815/webhook' }),
		can,
		create('notRegistered'),
	],
];

describe('reconcile', () => {
	it.each(rows)('%s', (_, remembered, report, abilities, plan) => {
		const { toRemove = [], ...changes } = remembered ?? {};
		const webhook = remembered && { ...stored, ...changes };
		expect(reconcile(desired, { webhook, toRemove }, report, abilities)).toEqual(plan);
	});

	it('changes none of what it is given', () => {
		const toRemove = Object.freeze(['wh_0']);
		const remembered = Object.freeze({ webhook: Object.freeze({ ...stored }), toRemove });
		const report = Object.freeze(all(Object.freeze({ ...listed, events: ['x'] })));
		expect(() => reconcile(Object.freeze({ ...desired }), remembered, report, can)).not.toThrow();
	});
});
