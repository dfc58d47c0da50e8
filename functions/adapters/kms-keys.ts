import {
  DecryptCommand,
  GenerateDataKeyCommand,
  IncorrectKeyException,
  InvalidCiphertextException,
  KMSClient,
  type KMSClientConfig,
  NotFoundException,
} from '@aws-sdk/client-kms';
import type { KeyVault } from '../../shared/use-cases/ports/key-vault.ts';
import { boundedConnections, namingOutages } from './outage.ts';

/** Keys under a KMS key of their own; the id of the batch is part of what is sealed, so that one opens no other batch. */
export function kmsKeys(keyId: string, config: KMSClientConfig = {}): KeyVault {
  const client = namingOutages(new KMSClient({ requestHandler: boundedConnections, ...config }));
  const boundTo = (batch: string) => ({ batch });
  return {
    async create(batchId) {
      const made = await client.send(
        new GenerateDataKeyCommand({ KeyId: keyId, KeySpec: 'AES_256', EncryptionContext: boundTo(batchId) }),
      );
      if (!made.Plaintext || !made.CiphertextBlob) throw new Error('the key service made no key');
      return {
        key: Buffer.from(made.Plaintext).toString('hex'),
        sealed: Buffer.from(made.CiphertextBlob).toString('base64'),
      };
    },
    async open(batchId, sealed) {
      try {
        const { Plaintext } = await client.send(
          new DecryptCommand({
            KeyId: keyId,
            CiphertextBlob: Buffer.from(sealed, 'base64'),
            EncryptionContext: boundTo(batchId),
          }),
        );
        return Plaintext && Buffer.from(Plaintext).toString('hex');
      } catch (error) {
        if (isGone(error)) return undefined;
        throw error;
      }
    },
  };
}

/** A key that is disabled or waits to be deleted can come back; one that is not there, or is another, cannot. */
const isGone = (error: unknown): boolean =>
  error instanceof NotFoundException ||
  error instanceof InvalidCiphertextException ||
  error instanceof IncorrectKeyException;
