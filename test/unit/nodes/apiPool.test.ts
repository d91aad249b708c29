import type { IExecuteFunctions } from 'n8n-workflow';

import { ApiPool } from '../../../nodes/Hospitality/apiPool';
import { platformById } from '../../../platforms';

describe('ApiPool', () => {
	it('says of each item by itself that the credential is missing', async () => {
		const node = { name: 'Hospitality', credentials: {} };
		const context = { getNodeParameter: () => ({}), getNode: () => node };
		const pool = new ApiPool(context as unknown as IExecuteFunctions);
		const platform = platformById('resmio');
		if (!platform) throw new Error('No platform resmio');

		const errors = await Promise.all(
			[0, 1, 2].map(
				async (itemIndex) => await pool.open(platform, itemIndex).catch((error) => error),
			),
		);
		expect(errors.map(({ message, context: { itemIndex } }) => [message, itemIndex])).toEqual([
			['No API credential is set for resmio', 0],
			['No API credential is set for resmio', 1],
			['No API credential is set for resmio', 2],
		]);
	});
});
