import type {Severity} from './account.ts';

/** The demo account's own ID. */
export const demoAccountId = '123456789012';

/** A line of images that one publisher builds again and again. */
export type ImageFamily = {
	readonly owner: string;
	readonly alias?: string;
	readonly isPublic: boolean;
	/** The name of the image built on a day (`day` is `20250610`), `build` images before the newest. */
	name(day: string, build: number): string;
	readonly description?: string;
	/** How many images of it an account of the usual size uses. */
	readonly builds: number;
	/** Age of the newest, and the days between one and the next. */
	readonly newest: number;
	readonly every: number;
	/** Days from creation to deprecation. */
	readonly deprecatedAfter?: number;
	readonly state?: 'disabled' | 'deregistered';
	/** What is left of a deregistered image: `owner` keeps its name, owner and dates, `nothing` its ID alone. */
	readonly remembered?: 'owner' | 'nothing';
	readonly architecture?: 'arm64';
	readonly windows?: true;
	readonly productCode?: string;
	/** The name that the platform team stamps on images it approved. */
	readonly watermark?: string;
	/** The worst finding of Amazon Inspector, which scans it every few days; `clean` without any. */
	readonly inspected?: Severity | 'clean';
};

const dotted = (day: string) => `${day.slice(0, 4)}.${day.slice(4, 6)}.${day.slice(6)}`;
const dashed = (day: string) => `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`;

const amazon = {alias: 'amazon', isPublic: true} as const;
const marketplace = {owner: '679593333241', alias: 'aws-marketplace', isPublic: true} as const;
const own = {owner: demoAccountId, isPublic: false} as const;
const platform = {owner: '111122223333', isPublic: false} as const;

/** Who publishes what the account runs, by the name that workloads use. */
export const imageFamilies = {
	'amazon-linux-2023': {
		...amazon,
		owner: '137112412989',
		name: (day: string) => `al2023-ami-2023.7.${day}.0-kernel-6.1-x86_64`,
		description: 'Amazon Linux 2023 AMI 2023.7 x86_64 HVM kernel-6.1',
		builds: 5,
		newest: 9,
		every: 21,
		deprecatedAfter: 90,
	},
	'amazon-linux-2023-arm': {
		...amazon,
		owner: '137112412989',
		name: (day: string) => `al2023-ami-2023.7.${day}.0-kernel-6.1-arm64`,
		description: 'Amazon Linux 2023 AMI 2023.7 arm64 HVM kernel-6.1',
		builds: 3,
		newest: 9,
		every: 21,
		deprecatedAfter: 90,
		architecture: 'arm64',
	},
	'amazon-linux-2': {
		...amazon,
		owner: '137112412989',
		name: (day: string) => `amzn2-ami-kernel-5.10-hvm-2.0.${day}.1-x86_64-gp2`,
		description: 'Amazon Linux 2 Kernel 5.10 AMI 2.0 x86_64 HVM gp2',
		builds: 4,
		newest: 410,
		every: 120,
		deprecatedAfter: 90,
	},
	'amazon-linux-1': {
		...amazon,
		owner: '137112412989',
		name: (day: string) => `amzn-ami-hvm-2018.03.0.${day}.1-x86_64-gp2`,
		description: 'Amazon Linux AMI 2018.03.0 x86_64 HVM gp2',
		builds: 2,
		newest: 1190,
		every: 230,
		deprecatedAfter: 730,
	},
	'eks-node': {
		...amazon,
		owner: '602401143452',
		name: (day: string) => `amazon-eks-node-al2023-x86_64-standard-1.33-v${day}`,
		description: 'EKS-optimized Kubernetes node based on Amazon Linux 2023',
		builds: 3,
		newest: 12,
		every: 14,
		deprecatedAfter: 730,
	},
	'ecs-node': {
		...amazon,
		owner: '591542846629',
		name: (day: string) => `al2023-ami-ecs-hvm-2023.0.${day}-kernel-6.1-x86_64`,
		description: 'Amazon Linux AMI 2023.0 x86_64 ECS HVM EBS',
		builds: 2,
		newest: 17,
		every: 21,
		deprecatedAfter: 730,
	},
	'eks-auto': {
		...amazon,
		owner: '992382739861',
		name: (day: string) => `eks-auto-standard-1.33-x86_64-${day}`,
		description: 'EKS Auto Mode, Bottlerocket',
		builds: 2,
		newest: 5,
		every: 7,
		deprecatedAfter: 90,
	},
	// AWS runs it, and it has no alias: whether criteria cover it is read from the evidence, not believed.
	workspaces: {
		owner: '533267134127',
		isPublic: true,
		name: (day: string) => `workspaces-core-windows-2022-${day}`,
		description: 'Amazon WorkSpaces Core managed instance',
		builds: 1,
		newest: 30,
		every: 30,
		windows: true,
	},
	'windows-2022': {
		...amazon,
		owner: '801119661308',
		name: (day: string) => `Windows_Server-2022-English-Full-Base-${dotted(day)}`,
		description: 'Microsoft Windows Server 2022 Full Locale English AMI provided by Amazon',
		builds: 3,
		newest: 24,
		every: 30,
		deprecatedAfter: 730,
		windows: true,
	},
	'ubuntu-noble': {
		...amazon,
		owner: '099720109477',
		name: (day: string) => `ubuntu/images/hvm-ssd-gp3/ubuntu-noble-24.04-amd64-server-${day}`,
		description: 'Canonical, Ubuntu, 24.04, amd64 noble image',
		builds: 4,
		newest: 15,
		every: 28,
		deprecatedAfter: 730,
	},
	'ubuntu-focal': {
		...amazon,
		owner: '099720109477',
		name: (day: string) => `ubuntu/images/hvm-ssd/ubuntu-focal-20.04-amd64-server-${day}`,
		description: 'Canonical, Ubuntu, 20.04 LTS, amd64 focal image',
		builds: 2,
		newest: 820,
		every: 90,
		deprecatedAfter: 730,
	},
	'red-hat-9': {
		...amazon,
		owner: '309956199498',
		name: (day: string) => `RHEL-9.6.0_HVM-${day}-x86_64-0-Hourly2-GP3`,
		description: 'Provided by Red Hat, Inc.',
		builds: 2,
		newest: 75,
		every: 110,
		deprecatedAfter: 730,
	},
	'palo-alto': {
		...marketplace,
		name: () => 'PA-VM-AWS-11.1.6-h3-7064e142-2859-40a4-ab62-8b0996b842e9',
		description: 'PA-VM-AWS-11.1.6-h3',
		builds: 1,
		newest: 140,
		every: 1,
		deprecatedAfter: 730,
		productCode: '6njl1pau431dv1qxipg63mvah',
	},
	'cis-hardened': {
		...marketplace,
		name: (day: string) => `CIS Red Hat Enterprise Linux 9 Benchmark - Level 1 -${day}- prod-tqm5x2cfxbzvg`,
		builds: 2,
		newest: 40,
		every: 60,
		deprecatedAfter: 730,
		productCode: 'aw0evgkw8e5c1q413zgy5pjce',
	},
	'backup-restore': {
		owner: '555566667777',
		alias: 'aws-backup-vault',
		isPublic: false,
		name: (day: string) => `AwsBackup_i-0f3a9b2c7d1e4f568_${dashed(day)}`,
		description: 'This image is created by the AWS Backup service.',
		builds: 1,
		newest: 33,
		every: 30,
	},
	golden: {
		...own,
		name: (day: string) => `golden-al2023-base-v${dotted(day)}`,
		description: 'Company base image, hardened',
		builds: 5,
		newest: 4,
		every: 14,
		inspected: 'low',
	},
	'web-app': {
		...own,
		name: (day: string, build: number) => `packer-web-app-${day}-b${4211 - build * 17}`,
		builds: 6,
		newest: 1,
		every: 6,
		inspected: 'medium',
	},
	'retired-own': {
		...own,
		name: (day: string) => `golden-centos7-${day}`,
		builds: 1,
		newest: 930,
		every: 30,
		deprecatedAfter: 365,
		state: 'disabled',
	},
	'platform-base': {
		...platform,
		name: (day: string) => `platform/base-al2023-${day}`,
		description: 'Shared by the platform team',
		builds: 3,
		newest: 11,
		every: 30,
		watermark: 'approved-base',
		inspected: 'clean',
	},
	'platform-gpu': {
		...platform,
		name: (day: string) => `platform/gpu-ubuntu-noble-${day}`,
		description: 'Shared by the platform team, not approved yet',
		builds: 1,
		newest: 63,
		every: 30,
		inspected: 'critical',
	},
	'spark-worker': {
		owner: '444455556666',
		isPublic: true,
		name: (_day: string, build: number) => `team-data/spark-worker-${5 - build}`,
		description: 'spark worker, ask data team',
		builds: 3,
		newest: 790,
		every: 206,
	},
	'spark-gone': {
		owner: '444455556666',
		isPublic: true,
		name: () => 'team-data/spark-worker-2',
		builds: 1,
		newest: 1290,
		every: 1,
		state: 'deregistered',
		remembered: 'owner',
	},
	forgotten: {
		owner: '888899990000',
		isPublic: false,
		name: () => 'nobody-remembers',
		builds: 1,
		newest: 1500,
		every: 1,
		state: 'deregistered',
		remembered: 'nothing',
	},
	debian: {
		owner: '136693071363',
		isPublic: true,
		name: (day: string, build: number) => `debian-13-amd64-${day}-${2217 - build * 14}`,
		description: 'Debian 13 (20250610-2217)',
		builds: 2,
		newest: 26,
		every: 35,
		deprecatedAfter: 730,
	},
	rocky: {
		owner: '792107900819',
		isPublic: true,
		name: (day: string) => `Rocky-9-EC2-Base-9.6-${day}.0.x86_64`,
		builds: 1,
		newest: 118,
		every: 60,
		deprecatedAfter: 730,
	},
	flatcar: {
		owner: '075585003325',
		isPublic: true,
		name: (_day: string, build: number) => `Flatcar-stable-4230.2.${3 - build}-hvm`,
		builds: 2,
		newest: 52,
		every: 40,
		deprecatedAfter: 730,
	},
	// A stranger's image under the name that Canonical uses: what a lone name pattern would let in.
	'ubuntu-imitation': {
		owner: '777788889999',
		isPublic: true,
		name: (day: string) => `ubuntu/images/hvm-ssd/ubuntu-jammy-22.04-amd64-server-${day}`,
		description: 'Canonical, Ubuntu, 22.04 LTS, amd64 jammy image',
		builds: 1,
		newest: 301,
		every: 30,
		deprecatedAfter: 730,
	},
	contractor: {
		owner: '222233334444',
		isPublic: false,
		name: () => 'acme-consulting bastion (do not delete)',
		builds: 1,
		newest: 655,
		every: 30,
	},
} as const satisfies Readonly<Record<string, ImageFamily>>;

export type FamilyName = keyof typeof imageFamilies;
