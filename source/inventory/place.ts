/** A Region as it is named where there are several accounts: `123456789012 us-east-1`. Where there is one account, the Region's own name. */
export function placeOf(account: string | undefined, region: string): string {
	return account === undefined ? region : `${account} ${region}`;
}

/** The account that a place is in; `undefined` where there is one account alone. */
export function accountAt(place: string): string | undefined {
	return /^(\d{12}) /.exec(place)?.[1];
}

/** The Region's own name. */
export function regionAt(place: string): string {
	return accountAt(place) === undefined ? place : place.slice(13);
}
