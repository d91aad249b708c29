import { describeSchemas } from './platforms/describeSchemas';

describe('schemas with zod 3', describeSchemas);
