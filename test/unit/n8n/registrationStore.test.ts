import { randomUUID } from 'crypto';

import {
	keepRegistration,
	readRegistration,
	RegistrationStore,
	type StaticData,
} from '../../../lib/n8n/registrationStore';
import { StoredStaticData } from '../../integration/engine/storedStaticData';

const PATH = '/webhook/4711/webhook';
const webhook = (id: string) => ({
	id,
	url: `https://n8n.example${PATH}`,
	events: ['order.created'],
	secretFingerprint: 'aaaaaaaa',
	account: 'guide https://api.example/v1',
	secret: `secret of ${id}`,
});

let nodeKey: string;
beforeEach(() => {
	nodeKey = `workflow ${randomUUID()}`;
});

const storeOn = (data: StaticData, path = PATH, isTest = false) =>
	new RegistrationStore(nodeKey, path, data, isTest);
/** What n8n has written to its database: text. */
const saved = (data: StaticData): StaticData => JSON.parse(JSON.stringify(data)) as StaticData;
const idIn = (data: StaticData) => readRegistration(nodeKey, data)?.webhook?.id;

describe('RegistrationStore', () => {
	it('gives back all that it was given', () => {
		const data: StaticData = {};
		const given = {
			webhook: webhook('wh_2'),
			toRemove: ['wh_0', 'wh_1'],
			lastId: 'wh_2',
			previousSecret: { secret: 'old', untilMs: 1_768_732_200_000 },
		};
		storeOn(data).write(given);
		nodeKey = 'another process';
		expect(storeOn(saved(data)).read()).toMatchObject(given);
	});

	it('changes what it is told to, and keeps the rest', () => {
		const data: StaticData = {};
		storeOn(data).write({ webhook: webhook('wh_1'), toRemove: ['wh_0'], lastId: 'wh_1' });
		storeOn(data).write({ webhook: null });
		expect(storeOn(data).read()).toMatchObject({
			webhook: null,
			toRemove: ['wh_0'],
			lastId: 'wh_1',
		});
	});

	it('prefers what this process has written to an older copy, or none', () => {
		const data: StaticData = {};
		const store = storeOn(data);
		store.write({ webhook: webhook('wh_1') });
		const older = saved(data);
		store.write({ webhook: webhook('wh_2') });
		expect([idIn(older), idIn({}), idIn(saved(data))]).toEqual(['wh_2', 'wh_2', 'wh_2']);
		expect(storeOn(older).read()?.webhook?.id).toBe('wh_2');
	});

	it('does not take a removed webhook back from an older copy', () => {
		const data: StaticData = {};
		storeOn(data).write({ webhook: webhook('wh_1') });
		const older = saved(data);
		storeOn(data).write({ webhook: null });
		expect(storeOn(older).read()).toMatchObject({ webhook: null });
		expect(idIn(older)).toBeUndefined();
	});

	it('prefers what another process has written later', () => {
		const data: StaticData = {};
		const { revision } = storeOn(data).write({ webhook: webhook('wh_1') });
		const later = {
			registration: { revision: revision + 1, path: PATH, webhook: webhook('wh_2') },
		};
		expect(storeOn(later).read()?.webhook?.id).toBe('wh_2');
		expect(idIn(later)).toBe('wh_2');
		expect(idIn(data)).toBe('wh_2');
	});

	it('writes a greater revision than any before, whatever the clock says', () => {
		const registration = { revision: Date.now() + 60_000, path: PATH, webhook: webhook('wh_1') };
		const { revision } = storeOn({ registration }).write({ webhook: webhook('wh_2') });
		expect(revision).toBe(registration.revision + 1);
	});

	it("leaves alone the record of another path, such as a copied workflow's original", () => {
		const data: StaticData = {};
		storeOn(data).write({ webhook: webhook('wh_1') });
		expect(storeOn(data, '/webhook/0815/webhook').read()).toBeNull();
	});

	it('keeps the editor’s test listener apart, from its start to its end', () => {
		const TEST = '/webhook-test/4711/webhook';
		const production: StaticData = {};
		storeOn(production).write({ webhook: webhook('wh_live') });
		const test: StaticData = {};
		storeOn(test, TEST, true).write({ webhook: webhook('wh_test') });
		expect(storeOn(production).read()?.webhook?.id).toBe('wh_live');

		// n8n does not say that it is the test listener which ends.
		const ending = storeOn(saved(test), TEST);
		expect(ending.read()?.webhook?.id).toBe('wh_test');
		ending.write({ webhook: null });
		expect(idIn({})).toBe('wh_live');
		expect(storeOn({}, TEST).read()).toBeNull();
	});

	it.each([[undefined], ['text'], [{}], [{ revision: '1', path: PATH }], [[1]]])(
		'takes %j for no record',
		(registration) => {
			expect(storeOn({ registration }).read()).toBeNull();
		},
	);
});

describe('keepRegistration', () => {
	it('writes what this process knows over an older copy', () => {
		const data: StaticData = {};
		const store = storeOn(data);
		store.write({ webhook: webhook('wh_1') });
		const older = saved(data);
		store.write({ webhook: webhook('wh_2'), toRemove: ['wh_1'] });
		expect(keepRegistration(nodeKey, older)).toBe(true);
		expect(older).toEqual(saved(data));
	});

	it('changes nothing that is up to date, and nothing of a node without registration', () => {
		const data: StaticData = {};
		expect(keepRegistration(nodeKey, data)).toBe(false);
		storeOn(data).write({ webhook: webhook('wh_1') });
		const copy = saved(data);
		expect(keepRegistration(nodeKey, copy)).toBe(false);
		expect(copy).toEqual(data);
	});

	it('survives a delivery and a run that write back what they loaded before', () => {
		const database = new StoredStaticData();
		const [delivery, run, activation] = [database.load(), database.load(), database.load()];
		storeOn(activation).write({ webhook: webhook('wh_1') });
		database.save(activation);
		database.save(run);
		expect(idIn(database.load())).toBe('wh_1');

		keepRegistration(nodeKey, delivery);
		database.save(delivery);
		nodeKey = 'another process';
		expect(idIn(database.load())).toBe('wh_1');
	});
});
