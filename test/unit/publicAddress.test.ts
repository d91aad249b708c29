import { isPublicHttps } from '../../lib/publicAddress';

it.each([
	'https://n8n.example.com/webhook/1',
	'https://8.8.8.8/webhook/1',
	'https://100.128.0.1',
	'https://172.32.0.1',
	'https://[2001:db8::1]/webhook',
	'https://[::ffff:8.8.8.8]/webhook',
])('isPublicHttps takes %s for public', (url) => {
	expect(isPublicHttps(url)).toBe(true);
});

it.each([
	'http://n8n.example.com/webhook/1',
	'https://localhost:5678/webhook/1',
	'https://LOCALHOST',
	'https://n8n/webhook',
	'https://n8n.local',
	'https://box.lan',
	'https://127.0.0.1',
	'https://0x7f.1',
	'https://10.1.2.3',
	'https://172.16.0.1',
	'https://172.31.255.255',
	'https://192.168.1.1',
	'https://169.254.1.1',
	'https://100.64.0.1',
	'https://100.127.255.255',
	'https://0.0.0.0',
	'https://[::1]:5678',
	'https://[::ffff:10.0.0.1]',
	'https://[fd00::1]',
	'https://[fe80::1]',
])('isPublicHttps does not take %s for public', (url) => {
	expect(isPublicHttps(url)).toBe(false);
});
