import type { Paging } from '../../lib/platform';

/** The version that the declarations here were checked against. */
export const API_VERSION = '2025-08-20';

/** Below the host in the credential. */
export const BASE = '/v2';

export const paging: Paging = {
	kind: 'cursor',
	limit: 'limit',
	cursor: 'cursor',
	pageSize: 100,
	nextAt: { body: 'cursor' },
};
