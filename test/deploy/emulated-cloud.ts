import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { developmentClock } from '../../local/clock.ts';
import { openServer } from '../../local/http-server.ts';
import { audience, createIssuer, type TokenSigner } from '../../local/issuer.ts';
import { issuerKey } from '../../local/issuer-key.ts';
import { installMinistack } from './install-ministack.ts';
import { clockVariables, type Ministack, startMinistack } from './ministack.ts';

export const stage = 'emulator';

/** Where to deploy to. As on AWS the partitions are accounts of their own: roles belong to an account, not to a region. */
export interface Home {
  readonly region: string;
  readonly account: string;
  /** By the key the emulator knows the account: its own, or one that is the account's number. */
  readonly accessKeyId: string;
}

export const globalHome: Home = { region: 'eu-central-1', account: '000000000000', accessKeyId: 'test' };
export const chinaHome: Home = { region: 'cn-northwest-1', account: '111111111111', accessKeyId: '111111111111' };

export interface EmulatedCloud extends Home {
  readonly ministack: Ministack;
  readonly issuerUrl: string;
  readonly signer: TokenSigner;
  /** Everything of a run in this account lies here. */
  readonly folder: string;
  /** The settings of the stage, as `-c settings=FILE` names them. */
  readonly settingsFile: string;
  /** What a command needs to reach the emulator, and nothing of this machine's own accounts. */
  readonly env: Readonly<Record<string, string>>;
  /** What puts a process of Node by the clock of this cloud. */
  readonly clockVariables: Readonly<Record<string, string>>;
  /** Told which jobs fall due when the clock is put forward; set once the system is deployed. */
  readonly whenMoved: (run: () => Promise<readonly string[]>) => void;
  readonly stop: () => Promise<number>;
}

export interface EmulatedCloudOptions {
  readonly folder: string;
  readonly home: Home;
}

/** An empty account: the emulator of AWS, and the development issuer with its clock as the identity provider. */
export async function startEmulatedCloud(options: EmulatedCloudOptions): Promise<EmulatedCloud> {
  const { folder, home } = options;
  const python = await installMinistack(join(folder, 'ministack'));
  const run = join(folder, 'run');
  const clockFile = join(run, 'clock.json');
  const ministack = await startMinistack({ python, folder: run, region: home.region, clockFile });
  let jobsDue: () => Promise<readonly string[]> = async () => [];
  const issuer = await openServer(0);
  const clock = developmentClock(clockFile);
  const whenMoved = async () => {
    await ministack.followClock(clock.now());
    return jobsDue();
  };
  const signer = { key: await issuerKey(join(run, 'issuer-key.json')), url: issuer.url, clock: clock.now };
  issuer.answerBy(createIssuer({ ...signer, clockControl: { clock, whenMoved } }));

  return {
    ...inFolder(join(run, home.region), home, { ministack, issuerUrl: issuer.url }),
    ministack,
    issuerUrl: issuer.url,
    signer,
    clockVariables: clockVariables(clockFile),
    whenMoved(runDue) {
      jobsDue = runDue;
    },
    async stop() {
      await issuer.close();
      return ministack.stop();
    },
  };
}

/** Another account on the same emulator. */
export const inAccount = (cloud: EmulatedCloud, home: Home): EmulatedCloud => ({
  ...cloud,
  ...inFolder(join(dirname(cloud.folder), home.region), home, cloud),
});

/** The same account by other settings of the stage. */
export function withSettings(cloud: EmulatedCloud, more: Readonly<Record<string, unknown>>): EmulatedCloud {
  const settingsFile = join(cloud.folder, 'changed-settings.json');
  const settings: object = JSON.parse(readFileSync(cloud.settingsFile, 'utf8'));
  writeFileSync(settingsFile, JSON.stringify({ ...settings, ...more }));
  return { ...cloud, settingsFile };
}

function inFolder(
  folder: string,
  home: Home,
  { ministack, issuerUrl }: Pick<EmulatedCloud, 'ministack' | 'issuerUrl'>,
): Home & Pick<EmulatedCloud, 'folder' | 'settingsFile' | 'env'> {
  const settingsFile = join(folder, 'settings.json');
  mkdirSync(folder, { recursive: true });
  writeFileSync(settingsFile, `${JSON.stringify(settings(home, issuerUrl), null, 2)}\n`);
  return { ...home, folder, settingsFile, env: environment(ministack, home, folder) };
}

/** The stage of the emulator: what it cannot create is left out, which is the firewall's association with an API. */
const settings = ({ region, account }: Home, issuerUrl: string) => ({
  region,
  account,
  firewall: false,
  authoriser: { OIDC_ISSUER: issuerUrl, OIDC_AUDIENCE: audience, OIDC_JWKS_URL: `${issuerUrl}/jwks` },
});

const environment = (
  { endpoint, certificate }: Ministack,
  { region, accessKeyId }: Home,
  folder: string,
): Record<string, string> => ({
  PATH: process.env.PATH ?? '',
  HOME: folder,
  AWS_ENDPOINT_URL: endpoint,
  NODE_EXTRA_CA_CERTS: certificate,
  // The machine may have a bundle of its own here, which goes before the certificate above.
  AWS_CA_BUNDLE: certificate,
  AWS_REGION: region,
  AWS_DEFAULT_REGION: region,
  AWS_ACCESS_KEY_ID: accessKeyId,
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_CONFIG_FILE: join(folder, 'no-config'),
  AWS_SHARED_CREDENTIALS_FILE: join(folder, 'no-credentials'),
  AWS_EC2_METADATA_DISABLED: 'true',
  CDK_DISABLE_CLI_TELEMETRY: 'true',
});
