/** A time without fractions of a second, as most documents write theirs: `2026-01-18T10:30:00Z`. */
export function wholeSeconds(iso: string): string {
	return iso.replace(/\.\d+(?=Z|[+-]|$)/, '');
}
