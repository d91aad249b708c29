import { type Sandbox, SANDBOX_API_KEY } from '../../sandbox/start';

/** Calls of a sandbox over HTTP, as a client of the platforms makes them. */
export type SandboxCalls = ReturnType<typeof sandboxCalls>;

export const CLIENT = { api_access_id: 'acc_1', api_access_secret: SANDBOX_API_KEY };

/** @param url of the sandbox */
export function sandboxCalls({ url }: Sandbox) {
	/** Sends JSON with a bearer token, or without one where it is null. */
	async function call(method: string, path: string, body?: unknown, bearer: string | null = null) {
		const response = await fetch(url + path, {
			method,
			headers: {
				'Content-Type': 'application/json',
				...(bearer !== null && { Authorization: `Bearer ${bearer}` }),
			},
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		const text = await response.text();
		const json = text === '' ? undefined : JSON.parse(text);
		return { status: response.status, headers: response.headers, json };
	}

	return {
		call,
		login: async (body: unknown = CLIENT) => await call('POST', '/goTab/api/oauth/token', body),
		set: async (settings: Record<string, unknown>) => {
			const { status } = await call('PATCH', '/_control/settings', settings);
			expect(status).toBe(200);
		},
	};
}
