'use strict';

/** @typedef {import('../../lib/platform').Platform} Platform */

/** How a delivery proves itself, in one line. @param {Platform['signature']} scheme */
function describeSignature(scheme) {
	if (scheme.kind === 'basic') return 'HTTP Basic authentication (RFC 7617)';
	if (scheme.kind === 'token') {
		return 'header' in scheme.in
			? `a token in the header \`${scheme.in.header}\``
			: `a token in the query parameter \`${scheme.in.query}\` of the URL`;
	}
	const parts = [
		`\`${scheme.header}\`: HMAC-${scheme.algorithm.toUpperCase()} of \`${scheme.signedContent}\` in ${scheme.encoding}`,
	];
	if (scheme.layout.kind === 'single' && scheme.layout.prefix) {
		parts.push(`behind \`${scheme.layout.prefix}\``);
	}
	if (scheme.layout.kind === 'fields') {
		const { timestampField, signatureField } = scheme.layout;
		parts.push(`written \`${timestampField}=<seconds>,${signatureField}=<signature>\``);
	}
	if (scheme.layout.kind === 'versioned') {
		const { version, ed25519Version } = scheme.layout;
		parts.push(`written \`${version},<signature>\`, Ed25519 as \`${ed25519Version},<signature>\``);
	}
	if (scheme.idHeader) parts.push(`ID in \`${scheme.idHeader}\``);
	if (scheme.timestamp && 'header' in scheme.timestamp.source) {
		parts.push(`timestamp in \`${scheme.timestamp.source.header}\``);
	}
	for (const { header } of scheme.alternatives ?? []) parts.push(`or the same as \`${header}\``);
	if (scheme.timestamp) parts.push(`tolerance ${scheme.timestamp.toleranceSeconds} s both ways`);
	return parts.join(', ');
}

/** The same in two or three words. @param {Platform['signature']} scheme */
function nameSignature(scheme) {
	if (scheme.kind === 'basic') return 'user name and password';
	if (scheme.kind === 'token')
		return 'header' in scheme.in ? 'token in a header' : 'token in the URL';
	return scheme.timestamp ? 'signature with time' : 'signature';
}

module.exports = { describeSignature, nameSignature };
