import {readFile} from 'node:fs/promises';
import {safeText} from '../../../safe-text.ts';
import type {Configuration} from '../configuration/configuration.ts';
import {settingProblem} from '../configuration/setting.ts';

/**
The certificates of `AWS_CA_BUNDLE`, or the profile's `ca_bundle`: as with the AWS CLI they are trusted in place of those that Node brings along,
yet together with the ones of `NODE_EXTRA_CA_CERTS`. `undefined` where neither is set: then Node's own rules hold.

@throws `configuration` where the file can't be used.
*/
export async function readCertificates(configuration: Configuration): Promise<readonly string[] | undefined> {
	const bundle = configuration.setting(['AWS_CA_BUNDLE'], 'ca_bundle');
	if (bundle === undefined) {
		return undefined;
	}

	const certificates = await readBundle(bundle.value, bundle.name);
	const extra = configuration.environment.NODE_EXTRA_CA_CERTS ?? '';
	return extra === '' ? certificates : [...certificates, ...(await readBundle(extra, 'NODE_EXTRA_CA_CERTS'))];
}

async function readBundle(file: string, name: string): Promise<readonly string[]> {
	let text: string;
	try {
		text = await readFile(file, 'utf8');
	} catch (error) {
		const {code = ''} = error as NodeJS.ErrnoException;
		const why = code === 'ENOENT' ? "isn't there" : code === 'EISDIR' ? 'is a folder' : `can't be read (${code})`;
		throw settingProblem(name, `names ${safeText(file)}, which ${why}`, howToWrite);
	}

	const certificates = text.match(
		/-----BEGIN (?:TRUSTED )?CERTIFICATE-----[\s\S]+?-----END (?:TRUSTED )?CERTIFICATE-----/g,
	);
	if (certificates === null) {
		throw settingProblem(name, `names ${safeText(file)}, which holds no certificate`, howToWrite);
	}

	return certificates;
}

const howToWrite = 'Name a file of certificates in PEM format (-----BEGIN CERTIFICATE-----).';
