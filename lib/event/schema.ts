import { z, type ZodTypeAny } from 'zod';

/**
 * Pieces of payload schemas. They say what a documented field holds, and no more: unknown fields
 * pass, every field may be missing or null, and ids and amounts keep the form they came in.
 * Only what zod 3 and 4 have in common is used, because n8n brings its own zod.
 */

export const text = (): ZodTypeAny => z.string().nullish();

/** Ids are texts or numbers of any form; those that look like UUIDs often are not RFC 4122 ones. */
export const identifier = (): ZodTypeAny => z.union([z.string(), z.number()]).nullish();

/** Money and quantities, as number or decimal text, in whatever unit the platform uses. */
export const amount = (): ZodTypeAny => z.union([z.number(), z.string()]).nullish();

/** A time as ISO 8601 text or Unix number. */
export const moment = (): ZodTypeAny => z.union([z.string(), z.number()]).nullish();

export const flag = (): ZodTypeAny => z.boolean().nullish();

export const listOf = (item: ZodTypeAny): ZodTypeAny => z.array(item).nullish();

/** An object that must be there. */
export const object = (fields: Record<string, ZodTypeAny> = {}): ZodTypeAny =>
	z.object(fields).passthrough();

/** An object that may be missing or null. */
export const optionalObject = (fields: Record<string, ZodTypeAny> = {}): ZodTypeAny =>
	object(fields).nullish();

/** An object, or a list of such objects; either may be missing or null. */
export const objectOrList = (fields: Record<string, ZodTypeAny> = {}): ZodTypeAny =>
	z.union([object(fields), z.array(object(fields))]).nullish();

export const requiredText = (): ZodTypeAny => z.string().min(1);

export const requiredIdentifier = (): ZodTypeAny => z.union([z.string().min(1), z.number()]);

/** An object in which at least one of these fields holds a text, for names with several spellings. */
export const objectNamedBy = (
	keys: readonly string[],
	fields: Record<string, ZodTypeAny>,
): ZodTypeAny =>
	object({ ...Object.fromEntries(keys.map((key) => [key, text()])), ...fields }).refine(
		(payload: Record<string, unknown>) =>
			keys.some((key) => typeof payload[key] === 'string' && payload[key] !== ''),
		{ message: `One of ${keys.join(', ')} must name the event` },
	);
