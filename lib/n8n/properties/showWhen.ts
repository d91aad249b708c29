import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

import type { Platform } from '../../platform';

type Shown = NonNullable<IDisplayOptions['show']>;

/** The same fields, shown only where these parameters have one of these values as well. */
export function showWhen(show: Shown, properties: readonly INodeProperties[]): INodeProperties[] {
	return properties.map((property) => ({
		...property,
		displayOptions: {
			...property.displayOptions,
			show: { ...property.displayOptions?.show, ...show },
		},
	}));
}

/** Ids of the platforms that something holds for, as `displayOptions` want them. */
export function idsWhere(
	platforms: readonly Platform[],
	holds: (platform: Platform) => boolean,
): string[] {
	return platforms.filter(holds).map(({ id }) => id);
}
