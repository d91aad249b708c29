import { connectToSharedN8n, type SharedN8n } from './harness/n8n';
import { NOT_MET, RECEIVED, startFlow } from './trigger/flow';
import { prepareWorkflow } from './trigger/receiving';
import { newId } from '../support/senders';

jest.setTimeout(240_000);

let n8n: SharedN8n;
beforeAll(async () => {
	n8n = await connectToSharedN8n();
});

interface Condition {
	leftValue: string;
	rightValue: unknown;
	operator: { type: string; operation: string };
}

const filter = (conditions: Condition[], combinator = 'and', typeValidation = 'loose') => ({
	options: { caseSensitive: true, leftValue: '', typeValidation, version: 2 },
	combinator,
	conditions: conditions.map((condition, index) => ({ id: String(index), ...condition })),
});

const over = (leftValue: string, rightValue: unknown): Condition => ({
	leftValue,
	rightValue,
	operator: { type: 'number', operation: 'gt' },
});

const order = (data: Record<string, unknown>) => ({ id: newId(), type: 'order.created', data });

it('starts the workflow only for events that meet the condition', async () => {
	const parameters = { conditions: filter([over('data.total', 100)]) };
	const { send, received, runs } = await startFlow(n8n, { platform: 'olympusCloud', parameters });
	expect(await send(order({ total: 99.5 }))).toEqual(NOT_MET);
	expect(await send(order({ total: 100.5 }))).toEqual(RECEIVED);
	// Money often comes as text.
	expect(await send(order({ total: '250.00' }))).toEqual(RECEIVED);
	expect(await send(order({}))).toEqual(NOT_MET);
	expect((await received(2)).map(({ data }) => data)).toEqual([
		{ total: 100.5 },
		{ total: '250.00' },
	]);
	expect(await runs()).toBe(2);
});

it('reads account fields, paths through lists and fields written as expressions', async () => {
	const equals = (leftValue: string, rightValue: string): Condition => ({
		leftValue,
		rightValue,
		operator: { type: 'string', operation: 'equals' },
	});
	const conditions = filter([
		equals('account.locationId', 'loc_1'),
		equals('={{ $json.data.items[0].name }}', 'Burger'),
	]);
	const { send } = await startFlow(n8n, { platform: 'olympusCloud', parameters: { conditions } });
	const event = (location_id: string, name: string) => ({
		...order({ items: [{ name }] }),
		location_id,
	});
	expect(await send(event('loc_1', 'Burger'))).toEqual(RECEIVED);
	expect(await send(event('loc_2', 'Burger'))).toEqual(NOT_MET);
	expect(await send(event('loc_1', 'Soup'))).toEqual(NOT_MET);
});

it('combines conditions with "or" where chosen', async () => {
	const conditions = filter([over('data.total', 100), over('data.covers', 6)], 'or');
	const { send } = await startFlow(n8n, { platform: 'olympusCloud', parameters: { conditions } });
	expect(await send(order({ total: 10, covers: 8 }))).toEqual(RECEIVED);
	expect(await send(order({ total: 10, covers: 2 }))).toEqual(NOT_MET);
});

it('lets an event through, and says why, when a value does not fit the comparison', async () => {
	const conditions = filter([over('data.total', 100)], 'and', 'strict');
	const { send, received } = await startFlow(n8n, {
		platform: 'olympusCloud',
		parameters: { conditions },
	});
	expect(await send(order({ total: 'a lot' }))).toEqual(RECEIVED);
	expect(await received(1)).toMatchObject([
		{
			conditionProblem:
				"Wrong type: 'a lot' is a string but was expecting a number [condition 0, item 0]",
		},
	]);
});

it('does not remember an event that met no condition', async () => {
	const parameters = { conditions: filter([over('data.total', 100)]) };
	const { send } = await startFlow(n8n, { platform: 'olympusCloud', parameters });
	const event = order({ total: 50 });
	expect(await send(event)).toEqual(NOT_MET);
	expect(await send({ ...event, data: { total: 150 } })).toEqual(RECEIVED);
});

it('refuses to activate with a condition that only an expression could check', async () => {
	const conditions = filter([over('={{ $json.data.total * 2 }}', 100)]);
	const workflow = await prepareWorkflow(n8n, {
		platform: 'olympusCloud',
		parameters: { conditions },
	});
	await expect(n8n.activate(workflow)).rejects.toThrow(
		'A condition cannot be checked before the workflow starts: ={{ $json.data.total * 2 }}',
	);
});
