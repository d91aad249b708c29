import { moment, object, requiredText } from '../../lib/event/schema';
import type { EventDeclaration } from '../../lib/platform';

/** What a key in front of an id stands for. */
export interface Resource {
	/** As the id has it: `O:GHIVJT2ABCRSC`. */
	key: string;
	/** Singular noun, snake_case: the resource type and the first half of the event's name. */
	type: string;
	/** For menus and summaries. */
	name: string;
	/** What happens, by what was done; an operation without a description is not documented. */
	when: Readonly<Partial<Record<Operation, string>>>;
}

/** As the field `type` has it, in lower case. */
export type Operation = 'create' | 'update' | 'delete';

const ACTIONS = { create: 'created', update: 'updated', delete: 'deleted' } as const;

const record = (what: string): Resource['when'] => ({
	create: `${what} is created`,
	update: `${what} changes`,
	delete: `${what} is deleted`,
});

export const resources: readonly Resource[] = [
	{
		key: 'O',
		type: 'order',
		name: 'Order',
		when: {
			create: 'An order is opened',
			update: 'An order changes: its items, its payments or its state',
			delete: 'An order is deleted',
		},
	},
	{
		key: 'P',
		type: 'payment',
		name: 'Payment',
		when: { create: 'A payment is taken', update: 'A payment changes' },
	},
	{ key: 'I', type: 'item', name: 'Item', when: record('An item of the inventory') },
	{
		key: 'IC',
		type: 'item_category',
		name: 'Item Category',
		when: record('A category of the inventory'),
	},
	{
		key: 'IG',
		type: 'modifier_group',
		name: 'Modifier Group',
		when: record('A group of modifiers'),
	},
	{ key: 'IM', type: 'modifier', name: 'Modifier', when: record('A modifier') },
	{ key: 'C', type: 'customer', name: 'Customer', when: record('The record of a customer') },
	{ key: 'E', type: 'employee', name: 'Employee', when: record('The record of an employee') },
	{
		key: 'CA',
		type: 'cash_adjustment',
		name: 'Cash Adjustment',
		when: { create: 'Something is entered into the cash log' },
	},
	{
		key: 'M',
		type: 'merchant',
		name: 'Merchant',
		when: { create: 'A merchant is added', update: 'A property of the merchant changes' },
	},
	{
		key: 'A',
		type: 'app',
		name: 'App Installation',
		when: {
			create: 'A merchant installs the app',
			update: 'A merchant changes the subscription of the app',
			delete: 'A merchant uninstalls the app',
		},
	},
	{ key: 'SH', type: 'service_hour', name: 'Service Hour', when: record('A service hour') },
];

const notice = () => object({ objectId: requiredText(), type: requiredText(), ts: moment() });

const SUMMARIES = {
	create: (name: string) => `New ${name.toLowerCase()}[ {objectId}]`,
	update: (name: string) => `${sentence(name)}[ {objectId}] updated`,
	delete: (name: string) => `${sentence(name)}[ {objectId}] deleted`,
} as const;

/** `Item Category` is `Item category` at the start of a sentence. */
function sentence(name: string): string {
	return name.charAt(0) + name.slice(1).toLowerCase();
}

function capital(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}

export const events: readonly EventDeclaration[] = resources.flatMap(({ key, type, name, when }) =>
	(Object.keys(ACTIONS) as Operation[]).flatMap((operation): EventDeclaration[] => {
		const description = when[operation];
		if (description === undefined) return [];
		const action = ACTIONS[operation];
		return [
			{
				name: `${type}.${operation}`,
				displayName: `${name} ${capital(action)}`,
				description,
				resourceType: type,
				action,
				summary: SUMMARIES[operation](name),
				schema: notice,
				sample: {
					data: {},
					resourceId: key === 'O' ? 'GHIVJT2ABCRSC' : `${key}HIVJT2ABCRSC`,
					occurredAt: '2018-09-26T14:09:18.000Z',
					account: { merchantId: 'XYZVJT2ZRRRSC', appId: 'DRKVJT2ZRRRSC' },
				},
				evidence: 'documented',
				payloadEvidence: 'documented',
			},
		];
	}),
);
