import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { KMSClientConfig } from '@aws-sdk/client-kms';

export interface KeyService {
  readonly keyId: string;
  /** How the adapter reaches it. */
  readonly client: KMSClientConfig;
  /** The key is gone for good. */
  readonly lose: () => void;
  /** From now on every call fails with this error; with undefined none does. */
  readonly fail: (error: string | undefined) => void;
  readonly close: () => Promise<void>;
}

interface Call {
  readonly KeyId: string;
  readonly CiphertextBlob?: string;
  readonly EncryptionContext?: Readonly<Record<string, string>>;
}

const nonceBytes = 12;
const tagBytes = 16;

/** As much of KMS as seals the keys of draws, by AWS's own protocol: what it seals is bound to the context it is given. */
export async function keyService(): Promise<KeyService> {
  const keyId = 'arn:aws:kms:cn-north-1:123456789012:key/draws';
  const master = randomBytes(32);
  let lost = false;
  let error: string | undefined;

  const bound = ({ EncryptionContext = {} }: Call) => Buffer.from(JSON.stringify(EncryptionContext));
  function seal(call: Call) {
    const key = randomBytes(32);
    const nonce = randomBytes(nonceBytes);
    const cipher = createCipheriv('aes-256-gcm', master, nonce).setAAD(bound(call));
    const sealed = Buffer.concat([nonce, cipher.update(key), cipher.final(), cipher.getAuthTag()]);
    return { Plaintext: key.toString('base64'), CiphertextBlob: sealed.toString('base64'), KeyId: keyId };
  }
  function open(call: Call) {
    const bytes = Buffer.from(call.CiphertextBlob ?? '', 'base64');
    const decipher = createDecipheriv('aes-256-gcm', master, bytes.subarray(0, nonceBytes), { authTagLength: tagBytes })
      .setAAD(bound(call))
      .setAuthTag(bytes.subarray(-tagBytes));
    const key = Buffer.concat([decipher.update(bytes.subarray(nonceBytes, -tagBytes)), decipher.final()]);
    return { Plaintext: key.toString('base64'), KeyId: keyId };
  }
  function answer(response: ServerResponse, target: string, call: Call): void {
    if (error !== undefined) return refuse(response, error);
    if (lost) return refuse(response, 'NotFoundException');
    if (call.KeyId !== keyId) return refuse(response, 'IncorrectKeyException');
    try {
      send(response, 200, target.endsWith('.Decrypt') ? open(call) : seal(call));
    } catch {
      refuse(response, 'InvalidCiphertextException');
    }
  }

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () =>
      answer(response, String(request.headers['x-amz-target']), JSON.parse(Buffer.concat(chunks).toString()) as Call),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server has an address');
  return {
    keyId,
    client: {
      endpoint: `http://127.0.0.1:${address.port}`,
      region: 'cn-north-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      maxAttempts: 1,
    },
    lose() {
      lost = true;
    },
    fail(next) {
      error = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const refuse = (response: ServerResponse, type: string): void =>
  send(response, type === 'KMSInternalException' ? 500 : 400, { __type: type, message: type });

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' });
  response.end(JSON.stringify(body));
}
