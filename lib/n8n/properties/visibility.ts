import type { Platform } from '../../platform';

/** Ids of the platforms that something holds for, as `displayOptions` want them. */
export function idsWhere(
	platforms: readonly Platform[],
	holds: (platform: Platform) => boolean,
): string[] {
	return platforms.filter(holds).map(({ id }) => id);
}

/** Text that comes from a declaration, safe inside a notice's HTML. */
export function escapeHtml(text: string): string {
	return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
