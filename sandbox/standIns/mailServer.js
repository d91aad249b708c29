'use strict';

const { SMTPServer } = require('smtp-server');

const LARGEST_MAIL = 10 * 1024 * 1024;

/**
 * A mail server that delivers to nobody: it takes every mail, from anybody, without encryption.
 *
 * @param {(mail: { raw: Buffer, from: string, to: string[] }) => void} receive addresses as the
 *   sender gave them to the server
 */
function createMailServer(receive) {
	return new SMTPServer({
		size: LARGEST_MAIL,
		authOptional: true,
		// Any user and any password, for senders that insist on signing in.
		onAuth: (auth, _session, done) => done(null, { user: auth.username }),
		allowInsecureAuth: true,
		disabledCommands: ['STARTTLS'],
		onData(stream, { envelope }, done) {
			/** @type {Buffer[]} */
			const parts = [];
			stream.on('data', (/** @type {Buffer} */ part) => parts.push(part));
			stream.once('error', done);
			stream.once('end', () => {
				receive({
					raw: Buffer.concat(parts),
					from: envelope.mailFrom ? envelope.mailFrom.address : '',
					to: envelope.rcptTo.map(({ address }) => address),
				});
				done();
			});
		},
	});
}

module.exports = { createMailServer };
