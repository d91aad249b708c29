import { readMailMessage } from '../inbox/mailMessage';
import type { SandboxState } from '../state';
import { startHostProxy } from './hostProxy';
import { HOSTS, hostsApp } from './hosts';
import { createMailServer } from './mailServer';

export interface StandInOptions {
	/** 0 takes a free port. */
	mailPort?: number;
	/** Whether the proxy leads to all other hosts as well; else it refuses them. */
	reachesOthers?: boolean;
}

export interface StandIns {
	/** Environment variables that lead n8n's own nodes here by the real names of the hosts. */
	env: Record<string, string>;
	/** For the credential of n8n's Send Email node; any user and password will do. */
	smtp: { host: string; port: number; secure: boolean; disableStartTls: boolean };
	/** Calls to the hosts which nothing here answers. */
	refused: readonly string[];
	close: () => Promise<void>;
}

/**
 * Slack, Google and a mail server as n8n's own nodes see them: those have fixed addresses, so n8n
 * is led here by a proxy and a certificate. What they are sent is in the sandbox's inbox.
 *
 * @throws the mail server's error, such as EADDRINUSE
 */
export async function startStandIns(
	state: SandboxState,
	{ mailPort = 0, reachesOthers = false }: StandInOptions = {},
): Promise<StandIns> {
	const { inbox } = state;
	const refused: string[] = [];
	const mailServer = createMailServer(({ raw, from, to }) => {
		const mail = readMailMessage(raw);
		inbox.add({ kind: 'mail', ...mail, from: mail.from || from, to: to.join(', ') });
	});
	const port = await new Promise<number>((resolve, reject) => {
		mailServer.once('error', reject);
		const { server } = mailServer;
		mailServer.listen(mailPort, '127.0.0.1', () => {
			const address = server.address();
			resolve(typeof address === 'object' && address ? address.port : mailPort);
		});
	});
	// One broken connection is no reason to end.
	mailServer.on('error', () => {});
	state.mailServer = `127.0.0.1:${port}`;
	const stopMail = async () => {
		state.mailServer = undefined;
		await new Promise<void>((done) => mailServer.close(done));
	};
	const proxy = await startHostProxy({
		hosts: HOSTS,
		handler: hostsApp(inbox, (call) => void refused.push(call)),
		reachesOthers,
	}).catch(async (error: unknown) => {
		await stopMail();
		throw error;
	});
	return {
		env: {
			HTTPS_PROXY: proxy.url,
			// Requests without encryption reach other hosts without help.
			...(!reachesOthers && { HTTP_PROXY: proxy.url }),
			NO_PROXY: '127.0.0.1,localhost',
			NODE_EXTRA_CA_CERTS: proxy.certificateFile,
		},
		smtp: { host: '127.0.0.1', port, secure: false, disableStartTls: true },
		refused,
		close: async () => {
			await Promise.all([proxy.close(), stopMail()]);
		},
	};
}
