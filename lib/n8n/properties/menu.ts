import type { IDisplayOptions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { EventDeclaration, Platform } from '../../platform';

/** A menu whose entries and first choice come from declarations. */
export function menu(
	field: Pick<INodeProperties, 'displayName' | 'name'> &
		Partial<INodeProperties> & { options: INodePropertyOptions[]; default: string },
): INodeProperties {
	const { options, ...rest } = field;
	const sorted = [...options].sort(byName);
	return { type: 'options', ...rest, options: sorted };
}

/** The platform menu, which decides what else is shown. */
export function platformProperty(platforms: readonly Platform[]): INodeProperties {
	return menu({
		displayName: 'Platform',
		name: 'platform',
		noDataExpression: true,
		options: platforms.map(({ id, name, description }) => ({ name, value: id, description })),
		default: platforms[0].id,
		description: 'The system that the events come from',
	});
}

/** The events of a platform's catalogue as entries of a menu, by name. */
export function eventOptions({ events }: Pick<Platform, 'events'>): INodePropertyOptions[] {
	const option = ({ name, displayName, description }: EventDeclaration) => ({
		name: displayName,
		value: name,
		description: `${description} (${name})`,
	});
	return events.map(option).sort(byName);
}

/** The same where it is about their samples: says of which no public document shows the payload. */
export function sampleOptions(platform: Pick<Platform, 'events'>): INodePropertyOptions[] {
	const inferred = platform.events.filter(({ payloadEvidence }) => payloadEvidence === 'inferred');
	const names = new Set<unknown>(inferred.map(({ name }) => name));
	return eventOptions(platform).map((option) =>
		names.has(option.value)
			? { ...option, description: `${option.description}; payload inferred` }
			: option,
	);
}

/**
 * Sorts menu entries by name without regard to case. Plain comparison, because `localeCompare` makes
 * Node load its language data first, which takes half as long as loading all nodes.
 */
export function byName(a: { name: string }, b: { name: string }): number {
	return compare(a.name.toLowerCase(), b.name.toLowerCase());
}

/** The same for fields, which are sorted by what the user reads. */
export function byDisplayName(a: { displayName: string }, b: { displayName: string }): number {
	return compare(a.displayName.toLowerCase(), b.displayName.toLowerCase());
}

function compare(left: string, right: string): number {
	if (left === right) return 0;
	return left < right ? -1 : 1;
}

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
