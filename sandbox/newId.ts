import { randomBytes } from 'crypto';

/** A new id of a record, in the form that platforms use: `wh_` and 18 hex digits. */
export function newId(prefix: string): string {
	return `${prefix}_${randomBytes(9).toString('hex')}`;
}
