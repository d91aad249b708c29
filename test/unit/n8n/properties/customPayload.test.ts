import type { INodeParameters } from 'n8n-workflow';

import { readText } from '../../../../lib/event/source';
import {
	customPayloadProblem,
	readCustomPayload,
} from '../../../../lib/n8n/properties/customPayload';
import { custom } from '../../../../platforms/custom';

const payload = {
	event: 'usual',
	id: 'order-1',
	timestamp: '2026-01-01T00:00:00Z',
	data: { id: 'usual-resource' },
	meta: { name: 'own', key: 'key-1', at: '2026-02-02T00:00:00Z', booking: 'b-1' },
};

function read(saved: INodeParameters, sent: Record<string, unknown> = payload) {
	const { payload: places, dedupeBy } = readCustomPayload(custom, saved);
	const at = (name: 'event' | 'id' | 'resourceId' | 'occurredAt') =>
		readText({ headers: {}, payload: sent }, places[name]);
	return [at('event'), at('id'), at('resourceId'), at('occurredAt'), dedupeBy];
}

describe('readCustomPayload', () => {
	it('tries the usual places where nothing is entered', () => {
		const usual = ['usual', 'order-1', 'usual-resource', '2026-01-01T00:00:00Z', 'signedBytes'];
		expect(read({})).toEqual(usual);
		expect(read({ eventField: ' ', eventIdField: '=', timeField: '' })).toEqual(usual);
	});

	const own = {
		eventField: '={{ $json.meta.name }}',
		eventIdField: '$json.meta.key',
		resourceIdField: 'meta.booking',
		timeField: '{{ $json.meta.at }}',
	};

	it('looks first where the user says', () => {
		expect(read(own)).toEqual(['own', 'key-1', 'b-1', '2026-02-02T00:00:00Z', 'eventId']);
	});

	it('tries no other place for ids, which may be those of something else', () => {
		expect(read(own, { ...payload, meta: {} })).toEqual([
			'usual',
			undefined,
			undefined,
			'2026-01-01T00:00:00Z',
			'eventId',
		]);
	});
});

describe('customPayloadProblem', () => {
	it('is null for what can be read, and for nothing', () => {
		expect(customPayloadProblem({})).toBeNull();
		expect(customPayloadProblem({ eventField: '{topic}/{type}', timeField: '=' })).toBeNull();
	});

	it.each([
		[
			{ eventField: '={{ $json.body.meta.event }}' },
			'Event Name Field: "={{ $json.body.meta.event }}" can name nothing in a delivery. Did you mean meta.event?',
		],
		[
			{ eventIdField: 'headers.x-id' },
			'Event ID Field: "headers.x-id" can name nothing in a delivery. Did you mean header:x-id?',
		],
		[
			{ resourceIdField: 'query.id' },
			'Resource ID Field: "query.id" can name nothing in a delivery. Did you mean id?',
		],
		[{ timeField: '{at' }, 'Time Field: "{at" can name nothing in a delivery'],
	])('of %j says what was probably meant', (saved, problem) => {
		expect(customPayloadProblem(saved)).toBe(problem);
	});
});
