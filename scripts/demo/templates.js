'use strict';

/** The spreadsheet that the inbox has from the start, and the first row of each of its sheets. */
const SPREADSHEET = 'Restaurant';
const SHEETS = {
	Orders: ['Time', 'Order', 'Items', 'Total', 'Status', 'Event'],
	Payments: ['Time', 'Payment', 'Amount', 'Currency', 'For', 'Event'],
	Menu: ['Item', 'Name', 'Price', 'Available', 'Changed'],
	Days: ['Date', 'Bookings', 'Guests', 'Cancelled'],
};

/** @param {string} value */
const chosen = (value) => ({ __rl: true, mode: 'id', value });

const CHAT = { url: 'https://chat.googleapis.com/v1/spaces/floor/messages?key=demo&token=demo' };
const SHEET = { documentId: chosen(SPREADSHEET) };
const SENDER = 'desk@restaurant.example';

/**
 * @typedef {object} DemoTemplate
 * @property {string} file
 * @property {boolean} [active] whether it is published from the start
 * @property {Record<string, Record<string, unknown>>} [entries] what its note asks its reader to
 *   enter, by node
 * @property {string} [errorWorkflow] file of the template that hears of failed executions
 */

/**
 * The templates in the order in which the list of workflows shows them.
 *
 * @param {string} endpoint URL of a receiver
 * @returns {DemoTemplate[]}
 */
function demoTemplates(endpoint) {
	const sending = { 'Hospitality Sender': { url: endpoint } };
	return [
		{ file: 'booking-to-slack.json', active: true },
		{ file: 'event-to-google-chat.json', active: true, entries: { 'Google Chat': CHAT } },
		{ file: 'large-order-to-google-chat.json', active: true, entries: { 'Google Chat': CHAT } },
		{ file: 'low-stock-to-slack.json', active: true },
		{
			file: 'booking-to-email.json',
			active: true,
			entries: { 'Send Email': { fromEmail: SENDER, toEmail: 'team@restaurant.example' } },
		},
		{ file: 'order-to-google-sheets.json', active: true, entries: { 'Google Sheets': SHEET } },
		{ file: 'payment-to-google-sheets.json', active: true, entries: { 'Google Sheets': SHEET } },
		{ file: 'menu-to-google-sheets.json', active: true, entries: { 'Google Sheets': SHEET } },
		{
			file: 'daily-report-to-google-sheets.json',
			active: true,
			entries: {
				'Google Sheets': SHEET,
				'Bookings of Today': { facilityId: chosen('the-fish') },
			},
		},
		{ file: 'event-to-data-table.json', active: true },
		{
			file: 'booking-to-google-calendar.json',
			active: true,
			entries: { 'Google Calendar': { calendar: chosen('bookings@restaurant.example') } },
		},
		{ file: 'review-request-by-email.json', entries: { 'Send Email': { fromEmail: SENDER } } },
		{
			file: 'forward-to-own-system.json',
			active: true,
			entries: sending,
			errorWorkflow: 'failed-execution-to-slack.json',
		},
		{ file: 'send-durable.json', entries: sending },
		{ file: 'send-to-data-table.json', entries: sending },
		{ file: 'resend-failed.json', entries: sending },
		{ file: 'send-alert.json', entries: sending },
		{ file: 'refused-delivery-to-slack.json', active: true },
		{ file: 'failed-execution-to-slack.json', active: true },
		{ file: 'watch-webhook.json', active: true },
		{ file: 'verify-webhook.json', active: true },
	];
}

module.exports = { SHEETS, SPREADSHEET, demoTemplates };
