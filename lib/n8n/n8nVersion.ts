import { version } from 'n8n-workflow/package.json';

/*
 * Every node imports this first. n8n ignores what a package says of the n8n that it needs, and an
 * older one would load the nodes and fail somewhere in them, or report a class that is missing.
 */

/** The oldest n8n that the package is tested in (`npm run compat`), and the n8n-workflow it has. */
const OLDEST = { n8n: '1.123', workflow: [1, 120] };

const [major, minor] = version.split('.').map(Number);
const [oldestMajor, oldestMinor] = OLDEST.workflow;

if (major < oldestMajor || (major === oldestMajor && minor < oldestMinor)) {
	throw new Error(
		`n8n-nodes-hospitality-webhooks needs n8n ${OLDEST.n8n} or newer, and this n8n is older: update n8n`,
	);
}

/** Whether this n8n is older than 2.0. */
export const isN8n1 = major === 1;
