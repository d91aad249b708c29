import { eventsIn } from '../../lib/event/several';
import { platformById, platforms } from '../../platforms';
import { goldenOf } from '../support/platformFiles';
import { provingHeaders } from '../support/senders';
import { inAnyZone } from '../support/summaries';
import { runHospitality } from './hospitality/runHospitality';

const createSample = async (platform: string, event: string) =>
	await runHospitality({
		parameters: { resource: 'event', operation: 'createSample', platform, event },
	});

const ISO_UTC = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

describe('Create Sample', () => {
	it.each(platforms.flatMap(({ id, events }) => events.map(({ name }) => [id, name])))(
		'makes %s %s, as the Trigger would give it out, but unverified and of now',
		async (id, name) => {
			const { body, headers, item } = goldenOf(id)[name];
			const signing = provingHeaders(id);
			const unsigned = Object.keys(headers).filter((header) => !signing.includes(header));
			const shown = [...Object.values(body), ...unsigned.map((header) => headers[header])];
			const { json, error } = await createSample(id, name);
			expect(error).toBeUndefined();
			expect(json[0]).toEqual([
				{
					...item,
					// Times of the day are those of the workflow's time zone.
					summary: expect.stringMatching(inAnyZone(String(item.summary))),
					// An id that only a signed header holds is not there, because nothing is signed.
					eventId:
						item.eventId !== null && shown.includes(item.eventId) ? expect.any(String) : null,
					occurredAt: item.occurredAt === null ? null : expect.stringMatching(ISO_UTC),
					receivedAt: expect.stringMatching(ISO_UTC),
					data: expect.any(Object),
					payload: expect.any(Object),
					verification: {
						verified: false,
						scheme: 'none',
						matchedSecret: null,
						signedAt: null,
						checks: [],
						headers: expect.objectContaining({ 'content-type': 'application/json' }),
					},
					sample: true,
				},
			]);
			const [sent] = eventsIn({ body }, platformById(id)?.payload.events);
			expect(Object.keys(Object(json[0][0].payload))).toEqual(Object.keys(sent.payload));
		},
	);

	it('has no event that the catalogue does not have', async () => {
		const { error } = await createSample('resmio', 'spa.booked');
		expect(error?.message).toBe('The catalogue of resmio has no event "spa.booked"');
	});
});
