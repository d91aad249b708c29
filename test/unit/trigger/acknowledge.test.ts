import type * as Acknowledge from '../../../nodes/HospitalityTrigger/acknowledge';

/** The module as it loads in an n8n that asks no functions. */
function inOlderN8n(): typeof Acknowledge {
	let loaded: typeof Acknowledge | undefined;
	jest.isolateModules(() => {
		jest.doMock('n8n-workflow', () => ({}));
		loaded = jest.requireActual<typeof Acknowledge>(
			'../../../nodes/HospitalityTrigger/acknowledge',
		);
	});
	jest.dontMock('n8n-workflow');
	if (!loaded) throw new Error('It has not loaded');
	return loaded;
}

it('an n8n that asks no functions is told to answer at once, and nothing else', () => {
	const { ACKNOWLEDGEMENT, answersAfterRun, asksFunctions } = inOlderN8n();
	expect(ACKNOWLEDGEMENT).toEqual({ responseMode: 'onReceived', responseData: '' });
	expect(asksFunctions).toBe(false);
	expect(answersAfterRun({ parameters: { options: { acknowledge: 'finished' } } })).toBe(false);
});
