import { startReceiver } from '../../sandbox/receiver';
import { type StandIns, startStandIns } from '../../sandbox/standIns/start';
import { type Sandbox, startSandbox } from '../../sandbox/start';
import { received } from '../support/received';
import { answerOn, connectViaProxy, postViaProxy, sendMail } from './viaProxy';

let sandbox: Sandbox;
let standIns: StandIns;
beforeAll(async () => {
	sandbox = await startSandbox();
	standIns = await startStandIns(sandbox.state);
});
beforeEach(() => sandbox.reset());
afterAll(async () => {
	await standIns.close();
	await sandbox.close();
});

const entries = () => sandbox.state.inbox.newestFirst();

describe('the proxy', () => {
	it.each([
		[
			'https://slack.com/api/chat.postMessage',
			{ channel: '#desk', text: 'Table 7' },
			{ Authorization: 'Bearer xoxb' },
			{ kind: 'slack', channel: '#desk', text: 'Table 7' },
		],
		['https://hooks.slack.com/services/T/B/x', { text: 'Hi' }, {}, { kind: 'slack', text: 'Hi' }],
		[
			'https://chat.googleapis.com/v1/spaces/AAAA/messages?key=k&token=t',
			{ text: 'Large order' },
			{},
			{ kind: 'chat', space: 'AAAA', text: 'Large order' },
		],
		[
			'https://sheets.googleapis.com/v4/spreadsheets/Bar/values/Orders:append?valueInputOption=RAW',
			{ values: [['=1+1', 32.5]] },
			{},
			{ kind: 'rows', spreadsheet: 'Bar', tab: 'Orders', rows: [['=1+1', 32.5]] },
		],
		[
			'https://www.googleapis.com/calendar/v3/calendars/desk/events',
			{ summary: 'Mia', start: { date: '2026-03-20' }, end: { date: '2026-03-22' } },
			{},
			{ kind: 'calendar', calendar: 'desk', title: 'Mia', start: '2026-03-20', end: '2026-03-22' },
		],
	])('leads %s into the inbox', async (url, body, headers, entry) => {
		expect(await postViaProxy(standIns.env, url, body, headers)).toMatchObject({ status: 200 });
		expect(entries()).toMatchObject([entry]);
	});

	it('answers 502 to what nothing stands in for, and names it', async () => {
		const token = { Authorization: 'Bearer xoxb' };
		const call = await postViaProxy(standIns.env, 'https://slack.com/api/files.list', {}, token);
		const host = await connectViaProxy(standIns.env, 'example.com:443');
		expect([call.status, host.status]).toEqual([502, 502]);
		expect(standIns.refused).toEqual(['POST https://slack.com/api/files.list']);
	});

	it('reaches other hosts as they are where it is told to', async () => {
		const receiver = await startReceiver();
		const open = await startStandIns(sandbox.state, { reachesOthers: true });
		const { socket } = await connectViaProxy(open.env, new URL(receiver.url).host);
		await answerOn(socket, 'GET /hello HTTP/1.0\r\n\r\n');
		expect(receiver.received.map(({ path }) => path)).toEqual(['/hello']);
		await open.close();
		await receiver.close();
	});
});

describe('a cell', () => {
	const append = async (input: string) =>
		await fetch(
			`${sandbox.url}/inbox/sheets/v4/spreadsheets/Bar/values/A:append?valueInputOption=${input}`,
			{
				method: 'POST',
				headers: { 'Content-Type': 'application/json' },
				body: JSON.stringify({ values: [['=1+1']] }),
			},
		);

	it.each([
		['RAW', '=1+1'],
		['USER_ENTERED', { formula: '=1+1' }],
	])('that is written as %s is kept as Google would', async (input, cell) => {
		await append(input);
		expect(entries()).toMatchObject([{ rows: [[cell]] }]);
	});
});

describe('the mail server', () => {
	const receive = async (...lines: string[]) => {
		await sendMail(standIns.smtp, 'desk@a.example', ['chef@a.example', 'bar@a.example'], lines);
		return received(sandbox.state.inbox, 'mail');
	};
	const envelope = { from: 'desk@a.example', to: 'chef@a.example, bar@a.example' };

	it('puts a mail into the inbox', async () => {
		const mail = ['Subject: New booking', '', 'Guest: Mia', 'At: 18:00'];
		expect(await receive(...mail)).toEqual([
			{ ...envelope, subject: 'New booking', text: 'Guest: Mia\nAt: 18:00' },
		]);
	});

	it('reads encoded words, folded headers and quoted text', async () => {
		const mail = [
			'From: =?UTF-8?Q?Caf=C3=A9_Mia?= <desk@a.example>',
			'Subject: =?UTF-8?B?VGlzY2ggZsO8cg==?=',
			' =?UTF-8?Q?_6_Personen?=',
			'Content-Type: text/plain; charset=utf-8',
			'Content-Transfer-Encoding: quoted-printable',
			'',
			'Gr=C3=BC=C3=9Fe, und ein langer=',
			' Satz',
		];
		expect(await receive(...mail)).toEqual([
			{
				...envelope,
				from: 'Café Mia <desk@a.example>',
				subject: 'Tisch für 6 Personen',
				text: 'Grüße, und ein langer Satz',
			},
		]);
	});

	const html = '<style>p {}</style><p>New <b>booking</b></p><p>Tom &amp; Mia</p>';
	const mixed = (...parts: string[][]) => [
		'Subject: x',
		'Content-Type: multipart/mixed; boundary="outer"',
		'',
		...parts.flatMap((part) => ['--outer', ...part]),
		'--outer--',
	];

	it('takes the text of a mail in two forms', async () => {
		const inner = [
			'Content-Type: multipart/alternative; boundary=inner',
			'',
			'--inner',
			'Content-Type: text/html',
			'',
			html,
			'--inner',
			'Content-Type: text/plain; charset=utf-8',
			'Content-Transfer-Encoding: base64',
			'',
			Buffer.from('Schöne Grüße').toString('base64'),
			'--inner--',
		];
		const [mail] = await receive(...mixed(inner, ['Content-Type: image/png', '', 'xx']));
		expect(mail).toMatchObject({ text: 'Schöne Grüße' });
	});

	it('reads a mail that has nothing but markup', async () => {
		const [mail] = await receive(...mixed(['Content-Type: text/html', '', html]));
		expect(mail).toMatchObject({ text: 'New booking\nTom & Mia' });
	});
});
