import { loadInFreshClone } from './freshClone';

it.each(['demo', 'test', 'setup'])(
	'scripts/%s.js loads before anything is installed, so that it can install',
	(name) => {
		expect(loadInFreshClone(name)).toBe('');
	},
);
