import {accessSync, constants} from 'node:fs';
import process from 'node:process';
import {redacted} from '../../../redact.ts';
import {ProxyError} from '../network/tunnel.ts';
import {clauseOf, messageOf, type Description, type FailedCall} from './failed-call.ts';
import type {SdkError} from './sdk-error.ts';

/**
A failure without an answer, by Node's error code: the name did not resolve, nobody listens, TLS was refused, the proxy said no, the line
was cut or stayed silent. `undefined` where it is none of these.
*/
export function networkProblem(error: SdkError, call: FailedCall): Description | undefined {
	const where = clauseOf(call);
	const said = messageOf(error, call);
	if (error instanceof ProxyError) {
		return proxyProblem(error, where);
	}

	const {code, host, hostname} = detailsOf(error);
	if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
		return {
			kind: 'unreachable',
			what: `${where}: the name ${hostname ?? 'of the endpoint'} could not be resolved (${code}).`,
			next: `Check the network and that ${call.region} is a Region; behind a proxy, set HTTPS_PROXY.`,
		};
	}

	if (tlsCodes.has(code) || /^(?:ERR_TLS|ERR_SSL|CERT_)/.test(code)) {
		return {
			kind: 'unreachable',
			what: `${where}: the connection is not trusted (${code}). ${said}`,
			next: `Where a company proxy re-signs traffic, point AWS_CA_BUNDLE (or NODE_EXTRA_CA_CERTS) to its certificate${unreadExtra()}; also check the clock.`,
		};
	}

	switch (code) {
		case 'ECONNREFUSED': {
			return {
				kind: 'unreachable',
				what: `${where}: nothing answers at ${host ?? 'the endpoint'} (connection refused).`,
				next: 'Check --endpoint-url and the AWS_ENDPOINT_URL variables, HTTPS_PROXY, and the network.',
			};
		}

		case 'ETIMEDOUT':
		case 'EHOSTUNREACH':
		case 'ENETUNREACH': {
			return unreachable(where, `no answer from ${host ?? 'AWS'} in time (${code}).`);
		}

		case 'ECONNRESET':
		case 'EPIPE':
		case 'ERR_STREAM_PREMATURE_CLOSE': {
			return unreachable(where, `the connection was cut (${code}).`);
		}

		case 'ESLOW': {
			return unreachable(where, "AWS's answer came in too slowly and was given up.");
		}

		case 'HPE_HEADER_OVERFLOW':
		case 'UND_ERR_HEADERS_OVERFLOW': {
			return strange(where, `the headers of the answer are longer than any of AWS's (${code}).`);
		}

		default: {
			if (code.startsWith('HPE_')) {
				return strange(where, `what answered does not speak HTTP (${code}).`);
			}

			if (error.name === 'TimeoutError') {
				return unreachable(where, 'AWS did not answer in time.');
			}

			return error.message === 'aborted' ? unreachable(where, 'the connection was cut.') : undefined;
		}
	}
}

/** The way to AWS ends at a proxy: it is named, without user and password. */
function proxyProblem({proxy, status, code = '', message}: ProxyError, where: string): Description {
	const {host, port, secure, setting} = proxy;
	const at = `the proxy ${redacted(host)}:${port} (${setting})`;
	const problem = (happened: string, next: string): Description => ({
		kind: 'unreachable',
		what: `${where}: ${happened}.`,
		next,
	});
	if (status === 407) {
		return problem(
			`${at} wants a user and a password (407)`,
			`Write them into ${setting}: http://USER:PASSWORD@HOST:PORT.`,
		);
	}

	if (status !== undefined) {
		return problem(
			`${at} did not connect to AWS (it answered with ${status})`,
			'Ask whoever runs the proxy whether AWS may be reached through it, or set NO_PROXY where it can be reached directly.',
		);
	}

	if (code.startsWith('HPE_')) {
		return problem(
			`${at} does not speak HTTP (${code})`,
			`Check the address in ${setting}: it has to be that of an HTTP proxy.`,
		);
	}

	const wrongScheme = secure
		? `Check the address in ${setting}; a proxy that is spoken to without TLS begins with http://, not https://.`
		: `Check the address in ${setting}, and the network.`;
	switch (code) {
		case 'ECONNREFUSED': {
			return problem(`nothing answers at ${at} (connection refused)`, wrongScheme);
		}

		case 'ENOTFOUND':
		case 'EAI_AGAIN': {
			return problem(`the name of ${at} could not be resolved (${code})`, wrongScheme);
		}

		case 'ETIMEDOUT': {
			return problem(`${at} did not answer in time`, wrongScheme);
		}

		case 'ECONNRESET':
		case 'EPIPE': {
			return problem(`${at} hung up (${code})`, wrongScheme);
		}

		default: {
			return problem(`${at} could not be used (${redacted(code === '' ? message : code)})`, wrongScheme);
		}
	}
}

function strange(where: string, happened: string): Description {
	return {
		kind: 'unreachable',
		what: `${where}: ${happened}`,
		next: 'Check the endpoint URL and HTTPS_PROXY: something other than AWS answered in its place.',
	};
}

function unreachable(where: string, happened: string): Description {
	return {kind: 'unreachable', what: `${where}: ${happened}`, next: 'Check the network and try again.'};
}

const tlsCodes = new Set([
	'CERT_HAS_EXPIRED',
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'EPROTO',
	'SELF_SIGNED_CERT_IN_CHAIN',
	'UNABLE_TO_GET_ISSUER_CERT',
	'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/** Node's own details; of several addresses that were tried, those of the first. */
function detailsOf(error: Error): {code: string; host?: string; hostname?: string} {
	const first: unknown = error instanceof AggregateError ? error.errors[0] : error;
	const {code, address, port, hostname} = (first ?? error) as Partial<
		Record<'code' | 'address' | 'hostname', string>
	> & {port?: number};
	return {
		code: code ?? '',
		...(address !== undefined && {host: `${redacted(address)}${port === undefined ? '' : `:${port}`}`}),
		...(hostname !== undefined && {hostname: redacted(hostname)}),
	};
}

/** Node takes no certificates from a file that it can't read, and says so only in a warning. */
function unreadExtra(): string {
	const file = process.env.NODE_EXTRA_CA_CERTS ?? '';
	try {
		accessSync(file, constants.R_OK);
		return '';
	} catch {
		return file === '' ? '' : `: NODE_EXTRA_CA_CERTS names ${redacted(file)}, which can't be read`;
	}
}
