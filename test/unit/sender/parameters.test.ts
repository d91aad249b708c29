import type { INode, INodeExecutionData } from 'n8n-workflow';

import { parameterReader } from '../../../nodes/HospitalitySender/parameters';

/** Stands for n8n: says what it was asked for instead of evaluating it. */
function host(parameters: INode['parameters'], items: INodeExecutionData[] = [{ json: {} }]) {
	const asked: string[] = [];
	const read = parameterReader({
		getNode: () => ({ parameters }) as INode,
		getInputData: () => items,
		getNodeParameter: ((name: string, itemIndex: number) => {
			asked.push(`${name} ${itemIndex}`);
			return parameters[name];
		}) as never,
	});
	return { read, asked };
}

describe('parameterReader', () => {
	it('asks n8n once for what holds no expression', () => {
		const { read, asked } = host({ url: 'https://example.com', options: { a: { b: 1 } } });
		expect([read('url', 0), read('url', 1)]).toEqual([
			'https://example.com',
			'https://example.com',
		]);
		read('options', 0);
		read('options', 1);
		expect(asked).toEqual(['url 0', 'options 0']);
	});

	it('asks n8n for each item about an expression, however deep it stands', () => {
		const { read, asked } = host({ options: { headers: [{ value: '={{ $now }}' }] } });
		read('options', 0);
		read('options', 1);
		expect(asked).toEqual(['options 0', 'options 1']);
	});

	it('looks up a field itself', () => {
		const items = [{ json: { order: { id: 7 } } }, { json: { order: { id: 8 } } }];
		const { read, asked } = host({ id: '={{ $json.order.id }}', all: '={{$json}}' }, items);
		expect([read('id', 0), read('id', 1), read('all', 1)]).toEqual([7, 8, { order: { id: 8 } }]);
		expect(asked).toEqual([]);
	});

	it.each([
		'={{ $json.order.missing }}',
		'={{ $json.order.toString() }}',
		'={{ $json.list[0] }}',
		'={{ $json["order"] }}',
		'={{ $json.order }} ',
		'= {{ $json.order }}',
		'=x{{ $json.order }}',
		'={{ $json.__proto__ }}',
	])('leaves %s to n8n', (expression) => {
		const { read, asked } = host({ id: expression }, [{ json: { list: [1], order: {} } }]);
		read('id', 0);
		expect(asked).toEqual(['id 0']);
	});
});
