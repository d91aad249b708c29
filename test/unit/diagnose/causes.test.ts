import { EXPLANATIONS, SETTINGS } from '../../../lib/diagnose/causes';
import { customSchemeProperties } from '../../../lib/n8n/properties/customScheme';
import { HospitalityTrigger } from '../../../nodes/HospitalityTrigger/HospitalityTrigger.node';
import { platforms } from '../../../platforms';

const fields = customSchemeProperties(platforms, 'webhook');

describe('the advice of a diagnosis', () => {
	it.each(Object.entries(SETTINGS))('names the setting %s, which exists', (label, choices) => {
		const named = fields.filter(({ displayName }) => displayName === label);
		expect(named).not.toEqual([]);
		const offered = named.flatMap(({ options = [] }) => options.map(({ name }) => name));
		expect(offered).toEqual(expect.arrayContaining(choices ?? []));
		if (!choices) expect(offered).toEqual([]);
	});

	it('names the option Time Tolerance (Seconds), which exists', () => {
		expect(EXPLANATIONS.clock_off).toContain('the option Time Tolerance (Seconds)');
		const { properties } = new HospitalityTrigger().description;
		const options = properties.flatMap((one) =>
			one.type === 'collection' ? (one.options ?? []) : [],
		);
		expect(options.map((one) => 'displayName' in one && one.displayName)).toContain(
			'Time Tolerance (Seconds)',
		);
	});
});
