'use strict';

// n8n alone needs ten seconds to start, and a refused activation fifteen to be told.
jest.setTimeout(120_000);
