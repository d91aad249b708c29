import { describeSchemas } from './platforms/describeSchemas';

// The host brings its own zod, and its next major version is already part of the package.
jest.mock('zod', () => jest.requireActual('zod/v4'));

describe('schemas with zod 4', () => {
	it('really run on zod 4', () => {
		const zod = jest.requireMock<{ prettifyError?: unknown }>('zod');
		expect(typeof zod.prettifyError).toBe('function');
	});

	describeSchemas();
});
