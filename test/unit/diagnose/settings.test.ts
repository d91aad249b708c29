import { EXPLANATIONS } from '../../../lib/diagnose/causes';
import { SETTINGS, settingsOf } from '../../../lib/diagnose/settings';
import { customSchemeProperties } from '../../../lib/n8n/properties/customScheme';
import { HospitalityTrigger } from '../../../nodes/HospitalityTrigger/HospitalityTrigger.node';
import { platforms } from '../../../platforms';

const fields = customSchemeProperties(platforms, 'webhook');

interface Words {
	label: string;
	choices?: Record<string, string>;
	initial?: string;
}
const settings: Array<[string, Words]> = Object.entries(SETTINGS);

describe('the settings that a diagnosis advises and a detection puts out', () => {
	it.each(settings)('hold %s as the nodes offer it', (name, { label, choices, initial }) => {
		const offered = fields.filter((field) => field.name === name);
		expect(offered).not.toEqual([]);
		for (const { displayName, type } of offered) {
			expect(displayName).toBe(label);
			expect(type).toBe(choices ? 'options' : 'string');
		}
		const entries = offered.flatMap(({ options = [] }) =>
			options.map((option) => ['value' in option && option.value, option.name]),
		);
		expect(Object.fromEntries(entries)).toEqual(choices ?? {});
		const initials = new Set(offered.map((field) => field.default));
		expect([...initials]).toEqual(initial === undefined ? expect.any(Array) : [initial]);
		expect(initial === undefined).toBe(initials.size > 1);
	});

	it('are all that describe a scheme', () => {
		expect(fields.map(({ name }) => name)).toEqual(
			expect.arrayContaining(settings.map(([name]) => name)),
		);
		const known = settings.map(([name]) => name);
		expect(known).toEqual(expect.arrayContaining(fields.map(({ name }) => name)));
	});

	it('cannot say a layout that only a declared platform has', () => {
		const versioned = platforms.flatMap(({ signature }) =>
			signature.kind === 'hmac' && signature.layout.kind === 'versioned' ? signature : [],
		);
		expect(versioned.length).toBeGreaterThan(0);
		expect(versioned.map(settingsOf).filter((values) => values !== null)).toEqual([]);
	});
});

it('the advice on a clock names an option of the Trigger', () => {
	expect(EXPLANATIONS.clock_off).toContain('the option Time Tolerance (Seconds)');
	const { properties } = new HospitalityTrigger().description;
	const options = properties.flatMap((one) =>
		one.type === 'collection' ? (one.options ?? []) : [],
	);
	expect(options.map((one) => 'displayName' in one && one.displayName)).toContain(
		'Time Tolerance (Seconds)',
	);
});
