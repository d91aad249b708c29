import { reconcile, type Abilities } from '../../../lib/registration/reconcile';
import type {
	DesiredWebhook,
	Report,
	ReportedWebhook,
	StoredWebhook,
} from '../../../lib/registration/webhook';

const URL = 'https://n8n.example/webhook/4711/webhook';
const desired: DesiredWebhook = {
	url: URL,
	events: ['order.created', 'order.ready'],
	secretMark: 'aaaaaaaa',
	target: 'guide https://api.example/v1',
};
const stored: StoredWebhook = { ...desired, id: 'wh_1' };
const listed: ReportedWebhook = { id: 'wh_1', url: URL, events: desired.events, active: true };
const theirs: ReportedWebhook = { id: 'wh_9', url: 'https://elsewhere.example/hook' };

const all = (...webhooks: ReportedWebhook[]): Report => ({ kind: 'all', webhooks });
/** A list that nobody says is complete. */
const some = (...webhooks: ReportedWebhook[]): Report => ({ kind: 'all', webhooks, partial: true });
const one = (webhook: ReportedWebhook | null): Report => ({ kind: 'one', webhook });
const unknown: Report = { kind: 'unknown' };

const can: Abilities = { update: true, reactivate: true };
const cannot: Abilities = { update: false, reactivate: false };
const nothing = { create: null, update: null, remove: [] };
const create = (why: string, ...remove: string[]) => ({ ...nothing, create: why, remove });
const update = (...drift: string[]) => ({ ...nothing, update: { id: 'wh_1', drift } });

type Row = [string, Partial<StoredWebhook> | null, Report, Abilities, unknown];

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
		{ obsolete: ['wh_0'] },
		all(listed, { id: 'wh_0', url: URL }),
		can,
		{ ...nothing, remove: ['wh_0'] },
	],
	['one that was replaced has gone', { obsolete: ['wh_0'] }, all(listed), can, nothing],
	[
		'one that was replaced, nobody lists',
		{ obsolete: ['wh_0'] },
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
		{ update: true, reactivate: false },
		create('cannotUpdate', 'wh_1'),
	],
	[
		'paused and other events',
		{},
		one({ ...listed, active: false, events: [] }),
		can,
		update('events', 'inactive'),
	],

	['another secret', { secretMark: 'bbbbbbbb' }, all(listed), can, create('secret', 'wh_1')],
	[
		'another secret, asked for',
		{ secretMark: 'bbbbbbbb' },
		one(listed),
		can,
		create('secret', 'wh_1'),
	],
	[
		'another secret, nobody says',
		{ secretMark: 'bbbbbbbb', obsolete: ['wh_0'] },
		unknown,
		can,
		create('secret', 'wh_1', 'wh_0'),
	],

	[
		'another account',
		{ target: 'guide https://api.other/v1' },
		unknown,
		can,
		create('notRegistered'),
	],
	[
		'another account, same id listed',
		{ target: 'guide https://api.other/v1' },
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
		const own = remembered && { ...stored, ...remembered };
		expect(reconcile(desired, own, report, abilities)).toEqual(plan);
	});

	it('changes none of what it is given', () => {
		const own = Object.freeze({ ...stored, obsolete: Object.freeze(['wh_0']) });
		const report = Object.freeze(all(Object.freeze({ ...listed, events: ['x'] })));
		expect(() => reconcile(Object.freeze({ ...desired }), own, report, can)).not.toThrow();
	});
});
