import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type ImportView, putFile } from '../../../local/demo/import-file.ts';
import { type Cast, createCast, type Person } from '../../../local/demo/story/cast.ts';
import { createClock, timeOf } from '../../../local/demo/story/clock.ts';
import { type IssuerKey, issuerKey } from '../../../local/issuer-key.ts';
import { type System, startSystem } from '../../../local/system.ts';
import type { RegistryKind } from '../../../shared/domain/registry/kinds.ts';
import { fileOf, type Row } from './files.ts';

/** A county whose people work over HTTP, day after day. */
export interface Life extends Cast {
  readonly system: System;
  /** Goes on to a time of day in Shanghai; whatever is due on the way is done. */
  readonly goOn: (date: string, hour: number, minute?: number) => Promise<readonly string[]>;
  readonly goTo: (time: Date) => Promise<readonly string[]>;
  readonly today: () => Promise<string>;
  readonly now: () => Promise<Date>;
  /** Has a file checked; the import is to be activated or discarded. */
  readonly checked: (
    who: Person,
    kind: RegistryKind,
    name: string,
    rows: readonly Row[],
    update?: 'given-columns',
  ) => Promise<ImportView>;
  /** Has a file checked and brings it into force. */
  readonly imported: (
    who: Person,
    kind: RegistryKind,
    name: string,
    rows: readonly Row[],
    update?: 'given-columns',
    /** Who brings it into force, where that is another person. */
    second?: Person,
  ) => Promise<ImportView>;
  readonly key: () => string;
  /** A folder of its own for downloaded files. */
  readonly folder: (name: string) => string;
  /** The provider that signs people in. */
  readonly issuer: () => Promise<{ readonly key: IssuerKey; readonly url: string }>;
  readonly end: () => Promise<void>;
}

/** Starts an empty county at nine o'clock of a day. */
export async function beginLife(firstDay: string): Promise<Life> {
  const folder = mkdtempSync(join(tmpdir(), 'suiji-year-'));
  const system = await startSystem({
    state: join(folder, 'state'),
    port: 0,
    begin: timeOf(firstDay, 9),
  });
  const clock = createClock(system.issuerUrl);
  const cast = createCast(system);

  const checked: Life['checked'] = async (who, kind, fileName, rows, update) => {
    const bytes = await fileOf(rows);
    const body = { kind, fileName, bytes: bytes.byteLength, ...(update && { update }) };
    const created = await who.does('createImport', { key: randomUUID(), body });
    await putFile(created.upload, bytes);
    const params = { id: created.import.id };
    await who.does('stageImport', { params });
    for (;;) {
      const found = await who.does('getImport', { params });
      if (found.status !== 'staging') return found;
      await wait(20);
    }
  };
  const goTo = async (time: Date) => {
    const ran = await clock.forwardTo(time);
    await system.idle();
    return ran;
  };
  return {
    ...cast,
    system,
    checked,
    now: clock.now,
    today: clock.today,
    key: () => randomUUID(),
    folder: (name) => join(folder, name),
    issuer: async () => ({ key: await issuerKey(join(folder, 'state', 'issuer-key.json')), url: system.issuerUrl }),
    goTo,
    goOn: (date, hour, minute = 1) => goTo(timeOf(date, hour, minute)),
    async imported(who, kind, name, rows, update, second = who) {
      const { id, version, counts } = await checked(who, kind, name, rows, update);
      if (counts.refused > 0) {
        const { url } = await who.does('getImportReport', { params: { id } });
        throw new Error(`${name}: ${await (await fetch(url)).text()}`);
      }
      await second.does('activateImport', { params: { id }, version, body: { validRowsOnly: false } });
      await system.idle();
      return who.does('getImport', { params: { id } });
    },
    async end() {
      await system.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
