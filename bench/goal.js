// @ts-check

/**
 * Prints a ratio beside its goal. Nothing fails here: a busy machine is no fault of the code.
 * @param {string} what @param {number} value @param {number} least
 */
function goal(what, value, least) {
	const outcome = value >= least ? 'reached' : 'MISSED';
	console.log(`  -> ${what}: ${value.toFixed(2)} (goal ${least}, ${outcome})`);
}

/** The same for what should stay small. @param {string} what @param {number} value @param {number} most @param {string} unit */
function limit(what, value, most, unit) {
	const outcome = value <= most ? 'reached' : 'MISSED';
	console.log(`  -> ${what}: ${value.toFixed(1)} ${unit} (goal under ${most}, ${outcome})`);
}

module.exports = { goal, limit };
