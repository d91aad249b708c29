'use strict';

/*
 * Loaded into n8n's process before n8n. File descriptor 3 is a pipe that whoever started n8n holds
 * open: when that end closes, the starter is gone, however it went, and nobody needs n8n any more.
 */

const { Socket } = require('node:net');

const LIFELINE = 3;

const lifeline = new Socket({ fd: LIFELINE, readable: true, writable: false });
lifeline.on('close', () => process.kill(process.pid, 'SIGKILL'));
lifeline.resume();
lifeline.unref();
