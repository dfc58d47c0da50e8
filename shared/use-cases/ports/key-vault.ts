/** 批次密钥: makes and opens the keys of batches, which are stored only as the key service has sealed them. */
export interface KeyVault {
  /** A new key of 32 random bytes, in lowercase hex, and the same as it may be stored; it opens for this batch alone. */
  create(batchId: string): Promise<{ readonly key: string; readonly sealed: string }>;
  /** The key that was sealed for this batch; undefined where it cannot be opened any more, by nobody and for ever. */
  open(batchId: string, sealed: string): Promise<string | undefined>;
}
