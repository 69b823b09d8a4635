/** Where credentials come from. `profile` is the one that says so; a role's `source` is where those come from that assume it. */
export type CredentialSource =
	| {
			readonly type: 'keys';
			readonly profile: string;
			readonly accessKeyId: string;
			readonly secretAccessKey: string;
			readonly sessionToken?: string | undefined;
	  }
	| {
			readonly type: 'role';
			readonly profile: string;
			readonly roleArn: string;
			readonly region?: string | undefined;
			readonly sessionName?: string | undefined;
			readonly externalId?: string | undefined;
			/** In seconds. */
			readonly duration?: number | undefined;
			readonly mfaSerial?: string | undefined;
			readonly source: CredentialSource;
	  }
	| {
			readonly type: 'web-identity';
			/** Absent where the environment says so. */
			readonly profile?: string;
			readonly region?: string | undefined;
			readonly roleArn: string;
			readonly sessionName?: string | undefined;
			readonly tokenFile: string;
			/** The setting that names the token file. */
			readonly setting: string;
	  }
	| {readonly type: 'process'; readonly profile: string; readonly command: string}
	| {
			readonly type: 'sso';
			readonly profile: string;
			/** Under which name the token is cached: that of the session, or in older profiles the start URL. */
			readonly cachedAs: string;
			readonly region: string;
			readonly account: string;
			readonly role: string;
	  }
	/** `aws login`. */
	| {readonly type: 'login'; readonly profile: string; readonly session: string}
	| {readonly type: 'environment'}
	| {readonly type: 'container'}
	| {readonly type: 'instance'};
