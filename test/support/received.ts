import type { Inbox, InboxEntry } from '../../sandbox/inbox/inbox';

type Kind = InboxEntry['kind'];
type Received<K extends Kind> = Omit<Extract<InboxEntry, { kind: K }>, 'id' | 'at' | 'kind'>;

const STAMP = ['id', 'at', 'kind'];

/** What has arrived of a kind in the sandbox's inbox, the oldest first, without id and time. */
export function received<K extends Kind>(inbox: Inbox, kind: K): Array<Received<K>> {
	return inbox
		.newestFirst()
		.reverse()
		.filter((entry) => entry.kind === kind)
		.map((entry) => {
			const fields = Object.entries(entry).filter(([name]) => !STAMP.includes(name));
			return Object.fromEntries(fields) as Received<K>;
		});
}
