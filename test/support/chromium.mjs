/*
 * Unpacks the Chromium that is installed with the development packages, and prints where it is. A
 * program of its own, because the package is an ES module, which jest cannot load.
 */

import path from 'node:path';
import { fileURLToPath } from 'node:url';
import chromium, { inflate } from '@sparticuz/chromium';

const packed = fileURLToPath(new URL('../bin/', import.meta.resolve('@sparticuz/chromium')));

const executablePath = await chromium.executablePath();
/** What Chromium needs and a machine without a desktop does not have. */
const folder = await inflate(path.join(packed, 'al2023.tar.br'));
console.log(JSON.stringify({ executablePath, libraries: path.join(folder, 'lib') }));
