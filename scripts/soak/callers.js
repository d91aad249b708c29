'use strict';

const { createHmac } = require('node:crypto');

/*
 * Who sends the events of the kill test: a sender with event ids that signs every attempt anew, one
 * without ids that signs the body alone, and one that the user describes, which has an id and a time
 * in the body and signs every attempt anew.
 */

const SECRET = 'kitchen-secret-of-the-soak-test';

/** @param {string} text */
const digest = (text) => createHmac('sha256', SECRET).update(text).digest('hex');

const now = () => String(Math.floor(Date.now() / 1000));

/**
 * @typedef {object} Caller
 * @property {string} platform
 * @property {Record<string, unknown>} [parameters] of the Trigger
 * @property {(id: string) => Record<string, unknown>} payload
 * @property {(body: string) => Record<string, string>} sign headers of one attempt
 */

/** @type {readonly Caller[]} */
const callers = [
	{
		platform: 'olympusCloud',
		payload: (id) => ({ id, type: 'order.created', data: { id: `order of ${id}` } }),
		sign: (body) => {
			const time = now();
			return { 'X-Olympus-Signature': `t=${time},v1=${digest(`${time}.${body}`)}` };
		},
	},
	{
		platform: 'roostSync',
		payload: (id) => ({
			event: 'booking.created',
			timestamp: '2026-01-01T12:00:00Z',
			data: { booking_id: id },
		}),
		sign: (body) => ({ 'X-RoostSync-Signature': `sha256=${digest(body)}` }),
	},
	{
		platform: 'custom',
		parameters: {
			signatureHeader: 'X-Sig',
			timestampHeader: 'X-Time',
			signedContent: '{timestamp}.{body}',
		},
		payload: (id) => ({ id, event: 'table.freed', timestamp: '2026-01-01T12:00:00Z', data: {} }),
		sign: (body) => {
			const time = now();
			return { 'X-Time': time, 'X-Sig': digest(`${time}.${body}`) };
		},
	},
];

module.exports = { SECRET, callers };
