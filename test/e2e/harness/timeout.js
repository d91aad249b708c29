'use strict';

// n8n alone needs ten seconds to start, a refused activation fifteen to be told, and two files run at
// the same time.
jest.setTimeout(240_000);
