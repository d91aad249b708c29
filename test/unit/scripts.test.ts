import { execFileSync } from 'child_process';
import { cpSync, mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';

const ROOT = join(__dirname, '..', '..');

describe('in a fresh clone, before anything is installed,', () => {
	let clone: string;
	beforeAll(() => {
		clone = mkdtempSync(join(tmpdir(), 'fresh-clone-'));
		for (const name of ['package.json', 'scripts', 'host/package.json', 'sandbox']) {
			cpSync(join(ROOT, name), join(clone, name), { recursive: true });
		}
	});
	afterAll(() => rmSync(clone, { recursive: true, force: true }));

	it.each(['demo', 'test', 'setup'])('scripts/%s.js loads, so that it can install', (name) => {
		const load = `require(${JSON.stringify(join(clone, 'scripts', name))})`;
		expect(() => execFileSync(process.execPath, ['-e', load], { stdio: 'pipe' })).not.toThrow();
	});
});
