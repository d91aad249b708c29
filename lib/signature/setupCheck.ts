import { createHash, createHmac, timingSafeEqual } from 'crypto';

import { parsePath, valueAt } from '../fieldPath';
import type { SignatureScheme } from './scheme';

/**
 * How a sender makes sure, when its webhook is set up, that somebody serves the URL. Such a call is
 * answered and starts nothing. Paths lead into the JSON body.
 */
export type SetupCheck =
	/**
	 * A success is all that is wanted: by an unsigned call that holds the field, a code that somebody
	 * enters at the sender; or, where a value is given, by any call that holds it there.
	 */
	| {
			kind: 'acknowledge';
			field: string;
			value?: string;
			/** A call with nothing in it may mean the same. */
			orEmpty?: true;
	  }
	/** The answer is the value of the field, as text. */
	| { kind: 'echo'; field: string }
	/**
	 * The answer to a GET is the value of the query parameter, as text. With a verify token, another
	 * parameter has to hold it.
	 */
	| { kind: 'query'; parameter: string; verifyToken?: string }
	/** The answer is the value of the field and its HMAC-SHA256 in hex, made with the signing secret. */
	| { kind: 'sign'; field: string };

export interface SetupCall {
	isGet: boolean;
	/** Of the query string; a list where one was given several times. */
	query: Readonly<Record<string, unknown>>;
	/** The parsed body; undefined where there is none, or it cannot be read. */
	payload: unknown;
	/** There is no body at all. */
	isEmpty?: boolean;
	/** It has been refused because it brings no proof at all. */
	isUnsigned: boolean;
}

export interface SetupAnswer {
	/** A text, or an object for JSON. */
	body: string | Record<string, unknown>;
	/** What somebody has to enter at the sender. */
	code?: string;
}

/** The longest value that is answered. */
const LONGEST = 500;

const RECEIVED = { received: true };

/** What may be shown of an unsigned call: nothing that a chat takes for a link or a mention. */
const CODE = /^[\w-]{1,100}$/;

/**
 * A token that is to be signed. Nobody has proved anything yet, so what is signed here must not be
 * good as the signed content of a delivery: that is JSON or a form, of which no letter, digit, `-`
 * or `_` is made alone.
 */
const SIGNABLE = /^[\w-]{1,200}$/;

/**
 * The answer to a call that only checks that somebody is there, or null for any other call.
 *
 * @param secret the current signing secret; nothing is signed without one
 */
export function answerSetupCheck(
	check: SetupCheck,
	call: SetupCall,
	secret: string,
): SetupAnswer | null {
	if (check.kind === 'query') return call.isGet ? answerQuery(check, call.query) : null;
	const value = textAt(call.payload, check.field);
	if (check.kind === 'acknowledge' && check.orEmpty && call.isEmpty && !call.isGet) {
		return { body: RECEIVED };
	}
	if (value === null) return null;
	switch (check.kind) {
		case 'acknowledge':
			if (check.value !== undefined) return check.value === value ? { body: RECEIVED } : null;
			return call.isUnsigned && CODE.test(value) ? { body: RECEIVED, code: value } : null;
		case 'echo':
			return { body: value };
		case 'sign': {
			if (secret === '' || !SIGNABLE.test(value)) return null;
			const name = parsePath(check.field)?.at(-1) ?? check.field;
			const encryptedToken = createHmac('sha256', secret).update(value).digest('hex');
			return { body: { [name]: value, encryptedToken } };
		}
	}
}

/** Why a check can answer no call, in one sentence for the person who described it, or null. */
export function setupCheckProblem(
	check: SetupCheck,
	scheme: Pick<SignatureScheme, 'kind'>,
): string | null {
	if (check.kind === 'sign' && scheme.kind !== 'hmac') {
		return 'Nothing can be signed for a setup check where deliveries are not signed';
	}
	const place = check.kind === 'query' ? check.parameter : check.field;
	if (place === '') return 'The field of the setup check is empty';
	return check.kind === 'query' || parsePath(place)
		? null
		: `"${place}" is no path in the body that the setup check could read`;
}

function answerQuery(
	{ parameter, verifyToken = '' }: Extract<SetupCheck, { kind: 'query' }>,
	query: SetupCall['query'],
): SetupAnswer | null {
	const value = Object.hasOwn(query, parameter) ? query[parameter] : undefined;
	if (typeof value !== 'string' || value === '' || value.length > LONGEST) return null;
	const others = Object.entries(query).filter(([name]) => name !== parameter);
	const isKnown = verifyToken === '' || others.some(([, other]) => isSame(other, verifyToken));
	return isKnown ? { body: value } : null;
}

function textAt(payload: unknown, path: string): string | null {
	const value = valueAt(payload, path);
	const text = typeof value === 'number' ? String(value) : value;
	return typeof text === 'string' && text !== '' && text.length <= LONGEST ? text : null;
}

/** Compares in the same time, whatever is alike. */
function isSame(value: unknown, token: string): boolean {
	const digest = (text: string) => createHash('sha256').update(text, 'utf8').digest();
	return typeof value === 'string' && timingSafeEqual(digest(value), digest(token));
}
