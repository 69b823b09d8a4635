/**
Accounts of publishers that people often meet. A hint for the eye only: no verdict and no suggestion's risk may rest on it, and whether a publisher
counts as `amazon` is read from the image's owner alias.
*/
const publishers: ReadonlyMap<string, string> = new Map([
	['099720109477', 'Canonical (Ubuntu)'],
	['137112412989', 'Amazon Linux'],
	['801119661308', 'Amazon (Windows)'],
	['136693071363', 'Debian'],
	['309956199498', 'Red Hat'],
	['125523088429', 'Fedora and CentOS'],
	['013907871322', 'SUSE'],
	['792107900819', 'Rocky Linux'],
	['764336703387', 'AlmaLinux'],
	['131827586825', 'Oracle Linux'],
	['075585003325', 'Flatcar'],
	['427812963091', 'NixOS'],
]);

/** Who an account ID is commonly known to be; `undefined` for all others. Check the publisher's own site before trusting it. */
export function knownPublisher(account: string): string | undefined {
	return publishers.get(account);
}
