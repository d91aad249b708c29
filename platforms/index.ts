import type { Platform } from '../lib/platform';
import { apaleo } from './apaleo';
import { cloudbeds } from './cloudbeds';
import { clover } from './clover';
import { custom } from './custom';
import { deliverect } from './deliverect';
import { deliveroo } from './deliveroo';
import { goTab } from './goTab';
import { guesty } from './guesty';
import { gustaio } from './gustaio';
import { hostaway } from './hostaway';
import { hubRise } from './hubRise';
import { iFood } from './iFood';
import { mewsConnector } from './mewsConnector';
import { lightspeedK } from './lightspeedK';
import { mewsPos } from './mewsPos';
import { olympusCloud } from './olympusCloud';
import { resmio } from './resmio';
import { roostSync } from './roostSync';
import { square } from './square';
import { standardWebhooks } from './standardWebhooks';
import { toast } from './toast';
import { uberEats } from './uberEats';
import { wolt } from './wolt';

/** Every platform the nodes know. A new one is added here and nowhere else. */
export const platforms = [
	gustaio,
	olympusCloud,
	resmio,
	goTab,
	roostSync,
	deliveroo,
	iFood,
	toast,
	uberEats,
	wolt,
	hostaway,
	clover,
	mewsConnector,
	cloudbeds,
	deliverect,
	square,
	guesty,
	apaleo,
	hubRise,
	mewsPos,
	lightspeedK,
	standardWebhooks,
	custom,
] as const satisfies readonly Platform[];

export type PlatformId = (typeof platforms)[number]['id'];

export function platformById(id: string): Platform | undefined {
	return platforms.find((platform) => platform.id === id);
}
