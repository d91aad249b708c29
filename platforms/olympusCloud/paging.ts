import type { Paging } from '../../lib/platform';

/** `page` and `limit` everywhere; not every answer counts its pages. */
export const paging: Paging = {
	kind: 'page',
	limit: 'limit',
	page: 'page',
	pageSize: 100,
	pagesAt: 'pagination.total_pages',
};
