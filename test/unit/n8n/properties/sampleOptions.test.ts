import { sampleOptions } from '../../../../lib/n8n/properties/menu';
import { roostSync } from '../../../../platforms/roostSync';

it('sampleOptions says of every event whose payload no document shows that it is inferred', () => {
	const documented = sampleOptions(roostSync)
		.filter(({ description = '' }) => !description.endsWith('; payload inferred'))
		.map(({ value }) => value);
	expect(documented).toEqual(['booking.created']);
});
