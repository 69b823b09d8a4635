import {redacted} from '../../../redact.ts';
import {clauseOf, messageOf, type Description, type FailedCall} from './failed-call.ts';
import type {SdkError} from './sdk-error.ts';

/**
A failure without an answer, by Node's error code: the name did not resolve, nobody listens, TLS was refused, the proxy said no, the line
was cut or stayed silent. `undefined` where it is none of these.
*/
export function networkProblem(error: SdkError, call: FailedCall): Description | undefined {
	const where = clauseOf(call);
	const said = messageOf(error, call);
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
			next: 'Where a company proxy re-signs traffic, point NODE_EXTRA_CA_CERTS to its certificate; also check the clock.',
		};
	}

	// hpagent's two messages: the proxy refused to connect us, or stayed silent.
	if (/^Bad response: \d+$|^Proxy timeout$/.test(error.message)) {
		return {
			kind: 'unreachable',
			what: `${where}: the proxy did not connect to AWS (${said}).`,
			next: 'Check HTTPS_PROXY with its user and password, and NO_PROXY.',
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

		default: {
			if (error.name === 'TimeoutError') {
				return unreachable(where, 'AWS did not answer in time.');
			}

			return error.message === 'aborted' ? unreachable(where, 'the connection was cut.') : undefined;
		}
	}
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
