'use strict';

const { execFileSync, spawn } = require('node:child_process');
const { chmodSync, chownSync, existsSync, mkdirSync, openSync, readdirSync } = require('node:fs');
const net = require('node:net');
const { delimiter, dirname, join } = require('node:path');
const { PlainError } = require('../plainError');
const { poll } = require('./poll');
const { freePort } = require('./process');

/** Debian keeps the programs of PostgreSQL out of the search path. */
const DEBIAN = '/usr/lib/postgresql';
const DATABASE = 'postgres';
const USER = 'n8n';

/** What is not installed of Redis and PostgreSQL; undefined when nothing is missing. */
function missingServices() {
	const missing = ['redis-server', 'postgres', 'initdb'].filter((name) => !findProgram(name));
	if (missing.length === 0) return undefined;
	return `${missing.join(', ')} not found (Debian, Ubuntu: apt-get install redis-server postgresql)`;
}

/**
 * Starts Redis and PostgreSQL with their data in the folder, on free local ports.
 *
 * @param {string} folder
 * @returns {Promise<{ env: Record<string, string>, stop: () => Promise<void> }>} n8n's settings
 *   for them
 * @throws {PlainError} when one of them is not installed
 */
async function startServices(folder) {
	const [redis, postgres, initdb] = ['redis-server', 'postgres', 'initdb'].map(findProgram);
	if (!redis || !postgres || !initdb) throw new PlainError(String(missingServices()));
	const [redisPort, postgresPort] = [await freePort(), await freePort()];
	const data = join(folder, 'postgres');
	mkdirSync(data, { recursive: true });
	const identity = unprivileged(data);
	const options = ['-D', data, '-U', USER, '--auth=trust', '--encoding=UTF8', '--locale=C'];
	execFileSync(initdb, options, { ...identity, cwd: data, stdio: ['ignore', 'ignore', 'pipe'] });
	const servers = [
		server(redis, ['--port', `${redisPort}`, '--bind', '127.0.0.1', '--save', ''], folder, {}),
		// No socket in a common folder, and all else as installed: also that a commit is on the disk.
		server(
			postgres,
			['-D', data, '-h', '127.0.0.1', '-p', `${postgresPort}`, '-k', ''],
			data,
			identity,
		),
	];
	const stop = async () => {
		await Promise.all(servers.map(({ end }) => end()));
	};
	try {
		await Promise.all([redisPort, postgresPort].map(opened));
	} catch (error) {
		await stop();
		throw error;
	}
	return {
		env: {
			QUEUE_BULL_REDIS_HOST: '127.0.0.1',
			QUEUE_BULL_REDIS_PORT: `${redisPort}`,
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: '127.0.0.1',
			DB_POSTGRESDB_PORT: `${postgresPort}`,
			DB_POSTGRESDB_DATABASE: DATABASE,
			DB_POSTGRESDB_USER: USER,
			DB_POSTGRESDB_PASSWORD: 'not asked for',
		},
		stop,
	};
}

/** @param {string} name @returns {string | undefined} its path */
function findProgram(name) {
	const debian = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort().reverse() : [];
	return [
		...(process.env.PATH ?? '').split(delimiter),
		...debian.map((version) => join(DEBIAN, version, 'bin')),
	]
		.map((folder) => join(folder, name))
		.find(existsSync);
}

/** PostgreSQL refuses to run as root: whom it runs as instead. @param {string} data becomes theirs */
function unprivileged(data) {
	if (process.getuid?.() !== 0) return {};
	/** @param {string} option */
	const id = (option) => Number(execFileSync('id', [option, 'postgres'], { encoding: 'utf8' }));
	const identity = { uid: id('-u'), gid: id('-g') };
	chownSync(data, identity.uid, identity.gid);
	// Its parent is a temporary folder, which only its owner may enter.
	chmodSync(dirname(data), 0o711);
	return identity;
}

/**
 * @param {string} program
 * @param {string[]} args
 * @param {string} cwd
 * @param {{ uid?: number, gid?: number }} identity
 */
function server(program, args, cwd, identity) {
	const log = openSync(join(cwd, 'server.log'), 'a');
	const child = spawn(program, args, { ...identity, cwd, stdio: ['ignore', log, log] });
	const exited = new Promise((resolve) => child.once('close', resolve));
	const kill = () => child.kill('SIGINT');
	process.once('exit', kill);
	const end = async () => {
		process.off('exit', kill);
		if (child.exitCode === null) kill();
		await exited;
	};
	return { end };
}

/** @param {number} port */
async function opened(port) {
	await poll(`port ${port}`, () => {
		const socket = net.connect(port, '127.0.0.1');
		return new Promise((resolve) => {
			socket.once('connect', () => resolve(true));
			socket.once('error', () => resolve(undefined));
		}).finally(() => socket.destroy());
	});
}

module.exports = { missingServices, startServices };
