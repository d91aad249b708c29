import { goldenOf } from './platformFiles';
import { provingHeaders } from './senders';

/** The first event of a platform's golden file: what its documents show, or what stands for that. */
export function documentedDelivery(platform: string) {
	const [{ headers, body, item, shown }] = Object.values(goldenOf(platform));
	const proving = provingHeaders(platform);
	return {
		body: JSON.stringify(body),
		/** Besides those that prove it. */
		headers: Object.fromEntries(
			Object.entries(headers).filter(([name]) => !proving.includes(name)),
		),
		/** What it becomes, but for its data, the time of receipt and how it was verified. */
		item,
		payload: body,
		/** The headers that the item shows; those that prove the delivery differ with each one. */
		shown: Object.fromEntries(
			Object.entries(shown).map(([name, value]) => [
				name,
				proving.some((one) => one.toLowerCase() === name) ? expect.any(String) : value,
			]),
		),
	};
}
