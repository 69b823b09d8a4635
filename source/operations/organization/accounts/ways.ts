import type {Way} from '../ports.ts';
import type {Visit} from './account.ts';

/** The way into an account: by the roles or the profile that a file says, else by the run's own role. */
export function wayTo({account, entry}: Visit, role: string): Way {
	const {roles, externalId, profile} = entry ?? {};
	return {
		account,
		roles: roles ?? (profile === undefined ? [roleIn(account, role)] : []),
		...(externalId !== undefined && {externalId}),
		...(profile !== undefined && {profile}),
	};
}

/** One role for all accounts: of an ARN, the same role in this account. */
function roleIn(account: string, role: string): string {
	return role.replace(/^(arn:[^:]+:iam::)\d{12}(:role\/)/, `$1${account}$2`);
}
