import { isObject } from '../json';
import type { RegisteredWebhook } from '../registration/webhook';

/** What a node remembers of its webhook at the platform. Stored as JSON in its static data. */
export interface RegistrationRecord {
	/** Unix milliseconds of the writing; greater than that of every record before it. */
	revision: number;
	/** Path of the URL that it is for: the editor's test listener and a copied workflow have others. */
	path: string;
	/** Null once it was removed: a record too, so that an older copy does not bring it back. */
	webhook: RegisteredWebhook | null;
	/** Ids of webhooks that were replaced and could not be removed yet. */
	toRemove: readonly string[];
	/** Id of the webhook that there is, or was last; empty before the first. */
	lastId: string;
	/** Signs deliveries of the webhook before, which may still be on their way. */
	previousSecret?: { secret: string; untilMs: number };
	/** Whether it is the editor's test listener's. */
	isTest?: true;
}

/** The static data of one node, as one call has loaded it. */
export type StaticData = Record<string, unknown>;

const KEY = 'registration';

/**
 * The newest record of each node that this process has seen or written. n8n keeps one JSON of
 * static data per workflow: every call loads it and writes it back whole, so that whoever began
 * before an activation (a delivery, a run with a Code node) puts an older record over its own.
 * Holds one small record for each node that was ever active in this process.
 */
const newestKnown = new Map<string, RegistrationRecord>();

/**
 * The newest record of a node: the one in the static data or, when that is older, the one that
 * this process knows of.
 *
 * @param nodeKey workflow id and node id; null for the editor's test listener, whose static data
 * nothing else writes
 */
export function readRegistration(
	nodeKey: string | null,
	staticData: StaticData,
): RegistrationRecord | null {
	const stored = parseRecord(staticData[KEY]);
	const known = nodeKey === null ? undefined : newestKnown.get(nodeKey);
	if (known && known.revision > (stored?.revision ?? 0)) return known;
	if (stored && nodeKey !== null) newestKnown.set(nodeKey, stored);
	return stored;
}

/**
 * Writes what this process knows into static data that holds an older record or none, so that n8n
 * stores it at the end of the call. To be called wherever the node's static data is written anyway,
 * and whenever a call finds the stored copy older.
 *
 * @returns whether the static data was changed
 */
export function keepRegistration(nodeKey: string, staticData: StaticData): boolean {
	const newest = readRegistration(nodeKey, staticData);
	if (!newest || parseRecord(staticData[KEY])?.revision === newest.revision) return false;
	staticData[KEY] = { ...newest };
	return true;
}

/** The record of one node, for the calls that change it: activation, deactivation, test listener. */
export class RegistrationStore {
	/**
	 * @param nodeKey workflow id and node id
	 * @param path of the node's webhook URL. n8n does not say whether it ends production or the
	 * editor's test listener, but their paths differ.
	 * @param isTest whether the editor's test listener starts
	 */
	constructor(
		private readonly nodeKey: string,
		private readonly path: string,
		private readonly staticData: StaticData,
		private readonly isTest: boolean,
	) {}

	/** The newest record of this path; null when there is none. */
	read(): RegistrationRecord | null {
		const stored = parseRecord(this.staticData[KEY]);
		const known = this.isTest ? undefined : newestKnown.get(this.nodeKey);
		const own = [stored, known].filter((record) => record?.path === this.path);
		const [newest] = own.sort((a, b) => (b?.revision ?? 0) - (a?.revision ?? 0));
		return newest ?? null;
	}

	/** Writes a newer record: the one before with these changes. */
	write(change: Partial<Omit<RegistrationRecord, 'revision' | 'path'>>): RegistrationRecord {
		const older = [parseRecord(this.staticData[KEY]), newestKnown.get(this.nodeKey)];
		const before = this.read();
		const record: RegistrationRecord = {
			webhook: null,
			toRemove: [],
			lastId: '',
			...before,
			...change,
			...((this.isTest || before?.isTest) && { isTest: true }),
			path: this.path,
			revision: Math.max(Date.now(), ...older.map((one) => (one?.revision ?? 0) + 1)),
		};
		this.staticData[KEY] = { ...record };
		if (!record.isTest) newestKnown.set(this.nodeKey, record);
		return record;
	}
}

/**
 * A copy of a record, without what n8n wraps static data in.
 *
 * @returns null for anything that is none
 */
function parseRecord(value: unknown): RegistrationRecord | null {
	if (!isObject(value)) return null;
	const { revision, path, lastId, toRemove, previousSecret, isTest } = value;
	if (typeof revision !== 'number' || typeof path !== 'string') return null;
	return {
		revision,
		path,
		webhook: parseWebhook(value.webhook),
		toRemove: textsIn(toRemove),
		lastId: typeof lastId === 'string' ? lastId : '',
		...(isObject(previousSecret) && parsePrevious(previousSecret)),
		...(isTest === true && { isTest }),
	};
}

function parseWebhook(value: unknown): RegisteredWebhook | null {
	if (!isObject(value)) return null;
	const { id, url, events, secretFingerprint, account, secret } = value;
	if (typeof id !== 'string' || typeof url !== 'string') return null;
	return {
		id,
		url,
		events: textsIn(events),
		secretFingerprint: typeof secretFingerprint === 'string' ? secretFingerprint : '',
		account: typeof account === 'string' ? account : '',
		...(typeof secret === 'string' && { secret }),
	};
}

function parsePrevious({
	secret,
	untilMs,
}: Record<string, unknown>): Pick<RegistrationRecord, 'previousSecret'> {
	return typeof secret === 'string' && typeof untilMs === 'number'
		? { previousSecret: { secret, untilMs } }
		: {};
}

function textsIn(value: unknown): string[] {
	return Array.isArray(value) ? value.filter((text) => typeof text === 'string') : [];
}
