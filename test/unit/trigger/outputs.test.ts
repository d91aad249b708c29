import fc from 'fast-check';

import {
	outputCount,
	outputIndex,
	OUTPUTS_EXPRESSION,
	type OutputLayout,
} from '../../../nodes/HospitalityTrigger/outputs';

interface Parameters {
	outputMode?: string;
	events?: string[];
	otherEvents?: string;
	options?: { emitRefused?: boolean };
}

/** Evaluates the expression's JavaScript as it stands; n8n does so in the editor and in the engine. */
function outputsOf($parameter: Parameters): Array<{ type: string; displayName?: string }> {
	const code = OUTPUTS_EXPRESSION.replace(/^=\{\{/, '').replace(/\}\}$/, '');
	return new Function('$parameter', `return ${code}`)($parameter);
}

function layoutOf({
	outputMode,
	events = [],
	otherEvents = '',
	options,
}: Parameters): OutputLayout {
	return {
		perEvent: outputMode === 'perEvent',
		chosen: events,
		hasTyped: otherEvents !== '',
		emitRefused: options?.emitRefused === true,
	};
}

const exact = {};

describe('OUTPUTS_EXPRESSION', () => {
	it('is one unnamed output by default', () => {
		expect(outputsOf({ events: ['*'] })).toEqual([{ type: 'main' }]);
	});

	it('names one output per event in the order of choosing', () => {
		const events = ['payment.processed', 'order.created'];
		expect(outputsOf({ outputMode: 'perEvent', events })).toEqual([
			{ type: 'main', displayName: 'Payment Processed' },
			{ type: 'main', displayName: 'Order Created' },
		]);
	});

	it('adds Other Events last when names are typed in', () => {
		const parameters = {
			outputMode: 'perEvent',
			events: ['ORDER_PLACED'],
			otherEvents: 'SPA_BOOKED',
		};
		expect(outputsOf(parameters).map(({ displayName }) => displayName)).toEqual([
			'Order Placed',
			'Other Events',
		]);
	});

	it('keeps Other Events where All Events was chosen, so that choosing more moves nothing', () => {
		const names = (events: string[]) =>
			outputsOf({ outputMode: 'perEvent', events }).map(({ displayName }) => displayName);
		expect(names(['*'])).toEqual(['Other Events']);
		expect(names(['*', 'order.created'])).toEqual(['Other Events', 'Order Created']);
	});

	it('adds Refused last when refused requests are emitted', () => {
		const options = { emitRefused: true };
		expect(outputsOf({ events: ['*'], options })).toEqual([
			{ type: 'main', displayName: 'Events' },
			{ type: 'main', displayName: 'Refused' },
		]);
	});
});

describe('outputIndex', () => {
	it('sends an event to its own output, whatever the case where the platform ignores it', () => {
		const layout = layoutOf({
			outputMode: 'perEvent',
			events: ['booking_created', 'booking_deleted'],
		});
		expect(outputIndex({ eventNamesIgnoreCase: true }, layout, 'BOOKING_DELETED')).toBe(1);
	});

	it('sends what has no output of its own to Other Events', () => {
		const layout = layoutOf({ outputMode: 'perEvent', events: ['order.created', '*'] });
		expect(outputIndex(exact, layout, 'order.ready')).toBe(1);
	});

	it('sends an event without a name to the first output when there is no Other Events', () => {
		const layout = layoutOf({ outputMode: 'perEvent', events: ['order.created', 'order.ready'] });
		expect(outputIndex(exact, layout, 'unknown')).toBe(0);
	});

	it('always lies within the outputs that n8n shows', () => {
		const name = fc.constantFrom('*', 'a.b', 'c.d', 'e.f');
		fc.assert(
			fc.property(
				fc.record({
					outputMode: fc.constantFrom('single', 'perEvent'),
					events: fc.uniqueArray(name, { minLength: 1 }),
					otherEvents: fc.constantFrom('', 'x.y'),
					options: fc.record({ emitRefused: fc.boolean() }),
				}),
				fc.constantFrom('a.b', 'c.d', 'x.y', 'unknown'),
				(parameters, event) => {
					const layout = layoutOf(parameters);
					const shown = outputsOf(parameters);
					expect(outputCount(layout)).toBe(shown.length);
					const index = outputIndex(exact, layout, event);
					expect(index).toBeGreaterThanOrEqual(0);
					expect(index).toBeLessThan(shown.length - (layout.emitRefused ? 1 : 0));
				},
			),
		);
	});
});
