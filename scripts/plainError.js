'use strict';

/** A failure the user can do something about: its message is one complete line, shown without a stack. */
class PlainError extends Error {}

/**
 * Runs a command line program; a PlainError ends it with one line, anything else with its stack.
 *
 * @param {() => Promise<number | void>} program resolves to the exit code, 0 when it gives none
 */
async function runProgram(program) {
	try {
		process.exitCode = (await program()) ?? 0;
	} catch (error) {
		console.error(error instanceof PlainError ? `Error: ${error.message}` : error);
		process.exitCode = 1;
	}
}

module.exports = { PlainError, runProgram };
