import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { developmentClock } from '../../local/clock.ts';
import { openServer } from '../../local/http-server.ts';
import { audience, createIssuer, type TokenSigner } from '../../local/issuer.ts';
import { issuerKey } from '../../local/issuer-key.ts';
import { installMinistack } from './install-ministack.ts';
import { type Ministack, startMinistack } from './ministack.ts';

export const stage = 'emulator';
export const account = '000000000000';

export interface EmulatedCloud {
  readonly region: string;
  readonly ministack: Ministack;
  readonly issuerUrl: string;
  readonly signer: TokenSigner;
  /** Everything of a run in this region lies here. */
  readonly folder: string;
  /** The settings of the stage, as `-c settings=FILE` names them. */
  readonly settingsFile: string;
  /** What a command needs to reach the emulator, and nothing of this machine's own accounts. */
  readonly env: Readonly<Record<string, string>>;
  /** Told which jobs fall due when the clock is put forward; set once the system is deployed. */
  readonly whenMoved: (run: () => Promise<readonly string[]>) => void;
  readonly stop: () => Promise<number>;
}

export interface EmulatedCloudOptions {
  readonly folder: string;
  readonly region: string;
  readonly port?: number;
}

/** An empty account: the emulator of AWS, and the development issuer with its clock as the identity provider. */
export async function startEmulatedCloud(options: EmulatedCloudOptions): Promise<EmulatedCloud> {
  const { folder, region } = options;
  const python = await installMinistack(join(folder, 'ministack'));
  const run = join(folder, 'run');
  const clockFile = join(run, 'clock.json');
  const ministack = await startMinistack({ python, folder: run, region, clockFile });
  let jobsDue: () => Promise<readonly string[]> = async () => [];
  const issuer = await openServer(options.port ?? 0);
  const clock = developmentClock(clockFile);
  const whenMoved = async () => {
    await ministack.followClock(clock.now());
    return jobsDue();
  };
  const signer = { key: await issuerKey(join(run, 'issuer-key.json')), url: issuer.url, clock: clock.now };
  issuer.answerBy(createIssuer({ ...signer, clockControl: { clock, whenMoved } }));

  return {
    ...inFolder(join(run, region), { region, ministack, issuerUrl: issuer.url }),
    ministack,
    issuerUrl: issuer.url,
    signer,
    whenMoved(runDue) {
      jobsDue = runDue;
    },
    async stop() {
      await issuer.close();
      return ministack.stop();
    },
  };
}

/** The same account in another region, e.g. one of the other partition; the emulator keeps regions apart. */
export const inRegion = (cloud: EmulatedCloud, region: string): EmulatedCloud => ({
  ...cloud,
  ...inFolder(join(dirname(cloud.folder), region), { ...cloud, region }),
});

function inFolder(
  folder: string,
  { region, ministack, issuerUrl }: Pick<EmulatedCloud, 'region' | 'ministack' | 'issuerUrl'>,
): Pick<EmulatedCloud, 'region' | 'folder' | 'settingsFile' | 'env'> {
  const settingsFile = join(folder, 'settings.json');
  mkdirSync(folder, { recursive: true });
  writeFileSync(settingsFile, `${JSON.stringify(settings(region, issuerUrl), null, 2)}\n`);
  return { region, folder, settingsFile, env: environment(ministack, region, folder) };
}

/** The stage of the emulator: what it cannot create is left out, which is the firewall's association with an API. */
const settings = (region: string, issuerUrl: string) => ({
  region,
  account,
  firewall: false,
  authoriser: { OIDC_ISSUER: issuerUrl, OIDC_AUDIENCE: audience, OIDC_JWKS_URL: `${issuerUrl}/jwks` },
});

const environment = ({ endpoint, certificate }: Ministack, region: string, folder: string): Record<string, string> => ({
  PATH: process.env.PATH ?? '',
  HOME: folder,
  AWS_ENDPOINT_URL: endpoint,
  NODE_EXTRA_CA_CERTS: certificate,
  AWS_REGION: region,
  AWS_DEFAULT_REGION: region,
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_CONFIG_FILE: join(folder, 'no-config'),
  AWS_SHARED_CREDENTIALS_FILE: join(folder, 'no-credentials'),
  AWS_EC2_METADATA_DISABLED: 'true',
  CDK_DISABLE_CLI_TELEMETRY: 'true',
});
