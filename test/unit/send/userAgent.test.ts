import { USER_AGENT } from '../../../lib/send/userAgent';
import { name, version } from '../../../package.json';

describe('USER_AGENT', () => {
	it('names the package and its version', () => {
		expect(USER_AGENT).toBe(`${name}/${version}`);
	});
});
