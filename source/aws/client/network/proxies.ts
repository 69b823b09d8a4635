import {Buffer} from 'node:buffer';
import {BlockList, isIP} from 'node:net';
import {settingProblem} from '../configuration/setting.ts';

/** A proxy that is spoken to in HTTP, over TLS or not. */
export type Proxy = {
	readonly secure: boolean;
	readonly host: string;
	readonly port: number;
	/** For the header `Proxy-Authorization`, where the address holds a user. */
	readonly authorization?: string;
	/** The variable that names it, for messages. */
	readonly setting: string;
};

/**
The proxies of the environment, as the AWS CLI and curl understand them: `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY`, a name in
small letters before one in capitals. An address without a scheme is that of an HTTP proxy. Loopback is never proxied: the demo account lives
there.
*/
export class Proxies {
	readonly #environment: NodeJS.ProcessEnv;
	readonly #known = new Map<string, Proxy>();

	constructor(environment: NodeJS.ProcessEnv) {
		this.#environment = environment;
	}

	/**
	The proxy on the way to a host; `undefined` where the way is direct.

	@param scheme Of the address that is called.
	@param host Its name or address, an IPv6 one without brackets.
	@param port The port that is called.
	@throws `configuration` where the variable holds what is no proxy that can be used.
	*/
	to(scheme: 'http' | 'https', host: string, port: number): Proxy | undefined {
		if (isLoopback(host) || isExempt(host, port, this.#read('no_proxy')?.value ?? '')) {
			return undefined;
		}

		const setting = this.#read(`${scheme}_proxy`) ?? this.#read('all_proxy');
		if (setting === undefined) {
			return undefined;
		}

		const proxy = this.#known.get(setting.name) ?? readProxy(setting);
		this.#known.set(setting.name, proxy);
		return proxy;
	}

	#read(small: string): Setting | undefined {
		for (const name of [small, small.toUpperCase()]) {
			const value = this.#environment[name]?.trim() ?? '';
			if (value !== '') {
				return {name, value};
			}
		}

		return undefined;
	}
}

type Setting = {readonly name: string; readonly value: string};

/** Messages name the variable and never what it holds: a password may stand anywhere in an address that can't be taken apart. */
function readProxy({name, value}: Setting): Proxy {
	const [, scheme = 'http'] = /^([a-z][\w+\-.]*):\/\//i.exec(value) ?? [];
	if (/^socks/i.test(scheme)) {
		throw settingProblem(
			name,
			`names a SOCKS proxy (${scheme.toLowerCase()}://), which is not supported`,
			'Name an HTTP proxy (http://HOST:PORT), or list AWS in NO_PROXY (NO_PROXY=amazonaws.com) where it can be reached directly.',
		);
	}

	if (!/^https?$/i.test(scheme)) {
		throw settingProblem(
			name,
			`names a proxy of a kind that is not supported (${scheme.toLowerCase()}://)`,
			howToWrite,
		);
	}

	const url = URL.parse(value.includes('://') ? value : `http://${value}`);
	if (url === null || url.hostname === '' || /\s/.test(value)) {
		throw settingProblem(name, 'is not the address of a proxy', howToWrite);
	}

	const secure = url.protocol === 'https:';
	const user = `${url.username}:${url.password}`;
	return {
		secure,
		host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
		port: url.port === '' ? (secure ? 443 : 80) : Number(url.port),
		...(user !== ':' && {authorization: `Basic ${Buffer.from(decoded(user, name)).toString('base64')}`}),
		setting: name,
	};
}

function decoded(user: string, name: string): string {
	try {
		return decodeURIComponent(user);
	} catch {
		throw settingProblem(
			name,
			'has a % in its user or password that is not followed by two hexadecimal digits',
			howToWrite,
		);
	}
}

const howToWrite =
	'Write it as http://HOST:PORT or http://USER:PASSWORD@HOST:PORT; in the password write % as %25, @ as %40, : as %3A, / as %2F and a blank as %20.';

function isLoopback(host: string): boolean {
	return (
		host === 'localhost' ||
		host.endsWith('.localhost') ||
		host === '::1' ||
		(isIP(host) === 4 && host.startsWith('127.'))
	);
}

/**
Whether `NO_PROXY` names a host: entries between commas or blanks, each a domain that covers its subdomains (with or without a dot or `*.`
before it), an address, a network (`10.0.0.0/8`), any of them with a port, or `*` for all.
*/
export function isExempt(host: string, port: number, noProxy: string): boolean {
	const name = host.toLowerCase().replace(/\.$/, '');
	return noProxy
		.toLowerCase()
		.split(/[\s,]+/)
		.filter((entry) => entry !== '')
		.some((entry) => entry === '*' || matches(entry, name, port));
}

function matches(entry: string, name: string, port: number): boolean {
	const [, address = '', prefix] = /^\[?([\d.:a-f]+)\]?\/(\d{1,3})$/.exec(entry) ?? [];
	if (prefix !== undefined && isIP(address) !== 0) {
		return isIP(name) === isIP(address) && isIn(address, Number(prefix), name);
	}

	const {host, wanted} = partsOf(entry);
	const domain = host.replace(/^\*?\./, '').replace(/\.$/, '');
	const isCovered = name === domain || (isIP(name) === 0 && name.endsWith(`.${domain}`));
	return domain !== '' && isCovered && (wanted === undefined || Number(wanted) === port);
}

/** An IPv6 address holds colons of its own; only in brackets a port can follow it. */
function partsOf(entry: string): {readonly host: string; readonly wanted?: string | undefined} {
	const [, host, wanted] =
		(isIP(entry) === 6 ? null : (/^\[(.+)\](?::(\d+))?$/.exec(entry) ?? /^([^:]*)(?::(\d+))?$/.exec(entry))) ?? [];
	return {host: host ?? entry, wanted};
}

function isIn(network: string, prefix: number, address: string): boolean {
	const family = isIP(network) === 6 ? 'ipv6' : 'ipv4';
	if (prefix > (family === 'ipv6' ? 128 : 32)) {
		return false;
	}

	const list = new BlockList();
	list.addSubnet(network, prefix, family);
	return list.check(address, family);
}
