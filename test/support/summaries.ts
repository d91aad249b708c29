/** A summary, with times of the day in whatever time zone a workflow has. */
export function inAnyZone(summary: string): RegExp {
	const literal = summary.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
	return new RegExp(`^${literal.replace(/\d\d:\d\d/g, '\\d\\d:\\d\\d')}$`);
}
