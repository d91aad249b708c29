import type {
	ICredentialType,
	INodeProperties,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';

type Property = INodeProperties;

/**
 * What workflows and credentials that users have saved hold of this package, a line each: names,
 * versions, types and defaults of fields, and the values behind menu entries. n8n stores no field
 * that has its default, so a default is part of it.
 */
export function savedFields(
	nodes: readonly INodeType[],
	credentials: readonly ICredentialType[],
): string[] {
	const lines = [
		...nodes.flatMap(({ description }) => ofNode(description)),
		...credentials.flatMap(({ name, properties }) => ofProperties(name, '', properties)),
	];
	return [...new Set(lines)].sort();
}

function ofNode(description: INodeTypeDescription): string[] {
	const { name, version, properties, credentials = [] } = description;
	return [version].flat().flatMap((one) => {
		const node = `${name} v${one}`;
		return [
			...credentials.map((credential) => `${node} credential ${credential.name}`),
			...ofProperties(node, '', properties),
		];
	});
}

function ofProperties(owner: string, before: string, properties: readonly Property[]): string[] {
	return properties
		.filter(({ type }) => type !== 'notice' && type !== 'button' && type !== 'callout')
		.flatMap((property) => {
			const path = `${before}${property.name}`;
			const { type, default: byDefault, options = [] } = property;
			const own = `${owner} ${path}: ${type}, by default ${JSON.stringify(byDefault)}`;
			return [own, ...options.flatMap((option) => ofOption(owner, path, option))];
		});
}

function ofOption(
	owner: string,
	path: string,
	option: NonNullable<Property['options']>[number],
): string[] {
	if ('values' in option) return ofProperties(owner, `${path}.${option.name}.`, option.values);
	if ('type' in option) return ofProperties(owner, `${path}.`, [option]);
	return [`${owner} ${path} = ${'value' in option ? JSON.stringify(option.value) : ''}`];
}
