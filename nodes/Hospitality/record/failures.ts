import { NodeOperationError } from 'n8n-workflow';
import type { INode } from 'n8n-workflow';

import type { Platform } from '../../../lib/platform';
import type { ApiAnswer } from '../../../lib/api/answer';

/** What a platform answers for a record that it does not have. */
export const NOT_FOUND: ApiAnswer = { kind: 'answer', status: 404, headers: {}, body: undefined };

const LABELS: Readonly<Record<string, string>> = {
	id: 'the ID',
	facilityId: 'the facility',
	locationId: 'the location',
	locationUuid: 'the location',
};

/** Nothing could be asked for, because these values are empty. */
export function valuesMissing(
	node: INode,
	{ name }: Platform,
	missing: readonly string[],
	itemIndex: number,
): NodeOperationError {
	const labels = [...new Set(missing.map((key) => LABELS[key] ?? key))].join(' and ');
	return new NodeOperationError(node, `${name} needs ${labels}`, {
		itemIndex,
		description: 'Fill in what is missing, or check the expression that it comes from.',
	});
}
