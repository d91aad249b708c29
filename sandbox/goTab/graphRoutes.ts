import { Router } from 'express';
import { graphql } from 'graphql';
import { z } from 'zod';

import type { SandboxState } from '../state';
import { readBody } from '../validation';
import { demandToken } from './access';
import { rootValue } from './resolvers';
import { schema } from './schema';

const querySchema = z.object({
	query: z.string().min(1),
	variables: z.record(z.string(), z.unknown()).nullish(),
	operationName: z.string().nullish(),
});

/** Both published URLs of the GraphQL API. Whatever is wrong with a query, the status is 200. */
export const GRAPH_PATHS = ['/graph', '/v2/graph'];

export function graphRoutes(state: SandboxState): Router {
	const router = Router();
	router.post(GRAPH_PATHS, demandToken(state, 'graphql'), async (request, response) => {
		const { query, variables, operationName } = readBody(querySchema, request.body, 400);
		const { data = null, errors } = await graphql({
			schema,
			rootValue,
			source: query,
			variableValues: variables,
			operationName,
		});
		response.json({ data, ...(errors && { errors }) });
	});
	return router;
}
