import type { Platform } from '../../../lib/platform';
import type { RecordDeclaration } from '../../../lib/api/declaration';
import { platforms } from '../../../platforms';

/** Platforms with records of a type for which something holds, in the order they are declared. */
export function offering(
	type: string,
	holds: (record: RecordDeclaration) => boolean,
): [Platform, ...Platform[]] {
	const [first, ...others] = platforms.filter((platform: Platform) =>
		platform.records?.records.some((record) => record.type === type && holds(record)),
	);
	if (!first) throw new Error(`No platform offers ${type} records`);
	return [first, ...others];
}

export function recordOf(platform: Platform, type: string): RecordDeclaration {
	const record = platform.records?.records.find((declared) => declared.type === type);
	if (!record) throw new Error(`${platform.name} has no ${type} records`);
	return record;
}
