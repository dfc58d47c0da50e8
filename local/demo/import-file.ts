import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { AnswerOf, Client } from '../../shared/api/client.ts';
import type { Problem } from '../../shared/api/problems.ts';
import type { Result } from '../../shared/base/result.ts';
import { isExpired } from '../../shared/domain/import/registry-import.ts';
import type { RegistryKind } from '../../shared/domain/registry/kinds.ts';

export type ImportView = AnswerOf<'getImport'>;

export interface FileToImport {
  readonly kind: RegistryKind;
  readonly name: string;
  readonly bytes: () => Promise<Uint8Array> | Uint8Array;
}

type Checked = Promise<Result<ImportView, Problem>>;

/** Discarded although it could have been imported; a file that was refused as a whole would only be refused again. */
const isGivenUp = ({ status, failure }: ImportView): boolean =>
  (failure === undefined || isExpired({ failure })) && (status === 'discarding' || status === 'discarded');

/**
 * Has a file checked row by row, up to the decision whether to activate it. An unfinished import of the same file is
 * resumed; one that is active, or was refused as a whole, is returned as it is.
 */
export async function checkFile(call: Client, { kind, name, bytes }: FileToImport): Checked {
  const listed = await call('listImports', { query: { kind, limit: 100 } });
  if (!listed.ok) return listed;
  const earlier = listed.value.items.filter((one) => one.fileName === name && !isGivenUp(one));
  const kept = earlier.find(({ status }) => status !== 'uploading');
  if (kept && kept.status !== 'staging') return { ok: true, value: kept };
  const id = kept ? { ok: true as const, value: kept.id } : await upload(call, kind, name, await bytes());
  return id.ok ? stage(call, id.value) : id;
}

/** Checks a file again, whatever its earlier outcome. */
export async function checkAgain(call: Client, { kind, name, bytes }: FileToImport): Checked {
  const id = await upload(call, kind, name, await bytes());
  return id.ok ? stage(call, id.value) : id;
}

async function stage(call: Client, id: string): Checked {
  const staging = await call('stageImport', { params: { id } });
  // The run that the next start took up may have got to its end since it was seen.
  const ended = !staging.ok && staging.error.kind === 'illegal-transition';
  return staging.ok || ended ? settled(call, id) : staging;
}

async function upload(
  call: Client,
  kind: RegistryKind,
  name: string,
  bytes: Uint8Array,
): Promise<Result<string, Problem>> {
  const body = { kind, fileName: name, bytes: bytes.byteLength };
  const created = await call('createImport', { key: randomUUID(), body });
  if (!created.ok) return created;
  await putFile(created.value.upload, bytes);
  return { ok: true, value: created.value.import.id };
}

/** Uploads a file to the address that the system provided. */
export async function putFile(
  to: { readonly url: string; readonly headers: Readonly<Record<string, string>> },
  bytes: Uint8Array,
): Promise<void> {
  const sent = await fetch(to.url, { method: 'PUT', headers: to.headers, body: new Blob([new Uint8Array(bytes)]) });
  if (!sent.ok) throw new Error(`upload answered ${sent.status}: ${await sent.text()}`);
}

/** Waits until the check of the file has ended. */
async function settled(call: Client, id: string): Checked {
  for (let pause = 10; ; pause = Math.min(pause * 2, 200)) {
    const found = await call('getImport', { params: { id } });
    if (!found.ok || found.value.status !== 'staging') return found;
    await wait(pause);
  }
}
