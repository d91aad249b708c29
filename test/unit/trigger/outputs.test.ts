import fc from 'fast-check';
import { NodeHelpers, Workflow, type INode } from 'n8n-workflow';

import { selectEvents } from '../../../lib/event/name';
import { itemsAt, outputIndex, type OutputLayout } from '../../../nodes/HospitalityTrigger/outputs';
import { HospitalityTrigger } from '../../../nodes/HospitalityTrigger/HospitalityTrigger.node';

interface Parameters {
	events?: string[];
	otherEvents?: string;
	options?: { outputMode?: string; emitRefused?: boolean };
}

const PER_EVENT = { outputMode: 'perEvent' };

const trigger = new HospitalityTrigger();
const nodeTypes = {
	getByName: () => trigger,
	getByNameAndVersion: () => trigger,
	getKnownTypes: () => ({}),
};

/** What n8n shows for these parameters: the expression, evaluated by n8n itself. */
function outputsOf({ options = {}, ...rest }: Parameters) {
	const node: INode = {
		id: '1',
		name: 'Trigger',
		type: 'hospitalityTrigger',
		typeVersion: 2,
		position: [0, 0],
		parameters: { platform: 'olympusCloud', ...rest, options },
	};
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	return NodeHelpers.getNodeOutputs(workflow, node, trigger.description);
}

function layoutOf({ events = [], otherEvents = '', options }: Parameters): OutputLayout {
	return {
		perEvent: options?.outputMode === 'perEvent',
		chosen: selectEvents(events, ''),
		hasTyped: selectEvents([], otherEvents).length > 0,
		emitRefused: options?.emitRefused === true,
	};
}

const exact = { events: [] };

const nameOf = (output: ReturnType<typeof outputsOf>[number]) =>
	typeof output === 'string' ? output : output.displayName;

describe('the outputs', () => {
	it('is one unnamed output by default', () => {
		expect(outputsOf({ events: ['*'] })).toEqual([{ type: 'main' }]);
	});

	it('names one output per event in the order of choosing', () => {
		const events = ['payment.processed', 'order.created'];
		expect(outputsOf({ options: PER_EVENT, events })).toEqual([
			{ type: 'main', displayName: 'Payment Processed' },
			{ type: 'main', displayName: 'Order Created' },
		]);
	});

	it('adds Other Events last when names are typed in', () => {
		const parameters = {
			options: PER_EVENT,
			events: ['ORDER_PLACED'],
			otherEvents: 'SPA_BOOKED',
		};
		expect(outputsOf(parameters).map(nameOf)).toEqual(['Order Placed', 'Other Events']);
	});

	it('keeps Other Events where All Events was chosen, so that choosing more moves nothing', () => {
		const names = (events: string[]) => outputsOf({ options: PER_EVENT, events }).map(nameOf);
		expect(names(['*'])).toEqual(['Other Events']);
		expect(names(['*', 'order.created'])).toEqual(['Other Events', 'Order Created']);
	});

	it('keeps Refused the second one, however many events are chosen', () => {
		const options = { emitRefused: true };
		const names = (events: string[]) =>
			outputsOf({ events, options: { ...PER_EVENT, ...options } }).map(nameOf);
		expect(names(['a.b'])).toEqual(['A B', 'Refused']);
		expect(names(['a.b', 'c.d'])).toEqual(['A B', 'Refused', 'C D']);
	});

	it('adds Refused when refused requests are emitted', () => {
		const options = { emitRefused: true };
		expect(outputsOf({ events: ['*'], options })).toEqual([
			{ type: 'main', displayName: 'Events' },
			{ type: 'main', displayName: 'Refused' },
		]);
	});
});

describe('outputIndex', () => {
	it('sends an event to its own output, whatever its case', () => {
		const layout = layoutOf({
			options: PER_EVENT,
			events: ['booking_created', 'booking_deleted'],
		});
		expect(outputIndex(exact, layout, 'BOOKING_DELETED')).toBe(1);
	});

	it('sends what has no output of its own to Other Events', () => {
		const layout = layoutOf({ options: PER_EVENT, events: ['order.created', '*'] });
		expect(outputIndex(exact, layout, 'order.ready')).toBe(1);
	});

	it('sends an event without a name to the first output when there is no Other Events', () => {
		const layout = layoutOf({ options: PER_EVENT, events: ['order.created', 'order.ready'] });
		expect(outputIndex(exact, layout, 'unknown')).toBe(0);
	});

	it('always lies within the outputs that n8n shows', () => {
		const name = fc.constantFrom('*', 'a.b', 'c.d', 'e.f', ' a.b', '');
		fc.assert(
			fc.property(
				fc.record({
					events: fc.uniqueArray(name, { minLength: 1 }),
					otherEvents: fc.constantFrom('', 'x.y', ' , ;', '\n', 'x.y\nz'),
					options: fc.record({
						outputMode: fc.constantFrom('single', 'perEvent'),
						emitRefused: fc.boolean(),
					}),
				}),
				fc.constantFrom('a.b', 'c.d', 'x.y', 'unknown'),
				(parameters, event) => {
					// Without any name the workflow is not activated.
					fc.pre(parameters.events.some((one) => one !== ''));
					const layout = layoutOf(parameters);
					const shown = outputsOf(parameters);
					expect(itemsAt(layout, 0, [])).toHaveLength(shown.length);
					const index = outputIndex(exact, layout, event);
					expect(index).toBeGreaterThanOrEqual(0);
					expect(index).toBeLessThan(shown.length);
					expect(nameOf(shown[index])).not.toBe('Refused');
				},
			),
		);
	});
});
