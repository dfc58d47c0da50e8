import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { eventOf, replaceRecord } from '../../shared/use-cases/changes.ts';
import { aDraft, aFinding, anEvidence } from '../support/inspection-samples.ts';
import { type Inspections, inspectionsForTest, inspector, officer, resultOf } from '../support/inspections.ts';
import { expectOk } from '../support/system.ts';

let county: Inspections;
beforeAll(async () => {
  county = await inspectionsForTest();
});

const photo = Buffer.from('a photograph of the kitchen');
const announced = (bytes: Buffer = photo) => ({
  name: '后厨照片.jpg',
  mediaType: 'image/jpeg' as const,
  bytes: bytes.length,
  sha256: createHash('sha256').update(bytes).digest('hex'),
});
const newResult = async () => resultOf(await county.dispatch());
const valueOf = async (id: string) => (await county.store.records.find('result', id))?.value;

let keys = 0;
/** Announces a file and puts bytes where its address points. */
async function uploaded(id: string, bytes: Buffer | undefined = photo, body = announced()) {
  keys += 1;
  const call = { params: { id }, body, key: `evidence-key-${keys}` };
  const made = expectOk(await county.as(inspector(1))('createEvidence', call));
  if (bytes) county.deps.blobs.files.set(made.upload.url.replace('memory:', ''), bytes);
  return made.id;
}
const confirm = (id: string, evidenceId: string, body = announced(), who = inspector(1)) =>
  county.as(who)('confirmEvidence', { params: { id, evidenceId }, body });

describe('evidence', () => {
  test('is attached with its digest, and read back under its name', async () => {
    const id = await newResult();
    const evidenceId = await uploaded(id);
    expectOk(await confirm(id, evidenceId));

    expect(await valueOf(id)).toMatchObject({
      status: 'draft',
      recordedBy: [inspector(1).id],
      evidence: [{ id: evidenceId, ...announced(), addedBy: inspector(1).id }],
    });
    const read = expectOk(await county.as(officer('甲'))('getEvidence', { params: { id, evidenceId } }));
    expect(county.deps.blobs.files.get(read.url.replace('memory:', ''))).toEqual(photo);
    const events = await county.store.audit.events('result', id);
    expect(events.at(-1)?.facts).toMatchObject({ evidence: evidenceId, sha256: announced().sha256 });
  });

  test('can be cited by the findings once it is attached, not before', async () => {
    const id = await newResult();
    const evidenceId = await uploaded(id);
    const draft = aDraft({ findings: [aFinding('SCJG-001', { evidence: [evidenceId] }), aFinding('SCJG-002')] });
    const before = await county.act(inspector(1), 'saveResult', id, draft);
    expect(before).toMatchObject({ error: { errors: [{ path: 'body.findings.0.evidence' }] } });
    expectOk(await confirm(id, evidenceId));
    expectOk(await county.act(inspector(1), 'saveResult', id, draft));
  });

  test('stays what it was, whatever is uploaded to its address afterwards', async () => {
    const id = await newResult();
    const evidenceId = await uploaded(id);
    expectOk(await confirm(id, evidenceId));
    county.deps.blobs.files.set(`uploads/evidence/${id}/${evidenceId}`, Buffer.from('another picture'));
    const { url } = expectOk(await county.as(officer('甲'))('getEvidence', { params: { id, evidenceId } }));
    expect(county.deps.blobs.files.get(url.replace('memory:', ''))).toEqual(photo);
  });

  test('confirmed twice, or by two at once, is attached once', async () => {
    const id = await newResult();
    const evidenceId = await uploaded(id);
    const answers = await Promise.all([confirm(id, evidenceId), confirm(id, evidenceId)]);
    expect(answers.map(({ ok }) => ok)).toEqual([true, true]);
    expectOk(await confirm(id, evidenceId));
    expect((await valueOf(id))?.evidence).toHaveLength(1);
  });

  test('is not exchanged by a confirmation that began before another one ended', async () => {
    const id = await newResult();
    const evidenceId = await uploaded(id);
    const { blobs } = county.deps;
    const { stat } = blobs;
    const held: (() => void)[] = [];
    blobs.stat = async (key) => {
      await new Promise<void>((resolve) => held.push(resolve));
      return stat(key);
    };
    const confirmations = [confirm(id, evidenceId), confirm(id, evidenceId)];
    // Both have seen that nothing is attached.
    await vi.waitFor(() => expect(held).toHaveLength(2));
    held[0]?.();
    const first = await Promise.race(confirmations);
    blobs.files.set(`uploads/evidence/${id}/${evidenceId}`, Buffer.from(photo.toString().replace('a', 'b')));
    held[1]?.();
    const answers = await Promise.all(confirmations);
    blobs.stat = stat;

    expect(first.ok).toBe(true);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    const { url } = expectOk(await county.as(officer('甲'))('getEvidence', { params: { id, evidenceId } }));
    expect(blobs.files.get(url.replace('memory:', ''))).toEqual(photo);
  });

  test('that does not match leaves nothing in the store that keeps what is written once', async () => {
    const id = await newResult();
    const evidenceId = await uploaded(id, Buffer.from(photo.toString().replace('a', 'b')));
    expect(await confirm(id, evidenceId)).toMatchObject({ error: { kind: 'evidence-mismatch' } });
    expect([...county.deps.blobs.files.keys()].filter((key) => key.startsWith(`evidence/${id}`))).toEqual([]);
  });

  test('is not lost when two files are confirmed at once', async () => {
    const id = await newResult();
    const ids = [await uploaded(id), await uploaded(id)];
    const answers = await Promise.all(ids.map((evidenceId) => confirm(id, evidenceId)));
    expect(answers.map(({ ok }) => ok)).toEqual([true, true]);
    expect((await valueOf(id))?.evidence.map((each) => each.id).toSorted()).toEqual(ids.toSorted());
  });

  test.each([
    ['was not uploaded', undefined, 'evidence-not-uploaded'],
    ['has another size', Buffer.from('short'), 'evidence-mismatch'],
    ['has other bytes', Buffer.from(photo.toString().replace('a', 'b')), 'evidence-mismatch'],
  ])('is refused when the file %s', async (_, bytes, kind) => {
    const id = await newResult();
    keys += 1;
    const call = { params: { id }, body: announced(), key: `evidence-key-${keys}` };
    const made = expectOk(await county.as(inspector(1))('createEvidence', call));
    if (bytes) county.deps.blobs.files.set(made.upload.url.replace('memory:', ''), bytes);
    expect(await confirm(id, made.id)).toMatchObject({ error: { kind } });
    expect((await valueOf(id))?.evidence).toEqual([]);
  });

  test.each([
    ['a program', { mediaType: 'application/x-msdownload' }],
    ['a web page', { mediaType: 'text/html' }],
    ['nothing', { bytes: 0 }],
    ['more than 50 MB', { bytes: 50 * 1024 * 1024 + 1 }],
    ['a path for a name', { name: '../../etc/passwd' }],
    ['a digest that is none', { sha256: 'abc' }],
  ])('cannot be %s', async (_, more) => {
    const body = { ...announced(), ...more } as ReturnType<typeof announced>;
    const call = { params: { id: await newResult() }, body, key: 'evidence-refused' };
    expect(await county.as(inspector(1))('createEvidence', call)).toMatchObject({ error: { kind: 'invalid-input' } });
  });

  test('cannot be added by somebody who may not enter the result, nor to one that is submitted', async () => {
    const id = await newResult();
    const call = { params: { id }, body: announced(), key: 'evidence-stranger' };
    const stranger = await county.as(inspector(3))('createEvidence', call);
    expect(stranger).toMatchObject({ error: { kind: 'uncertified-recorder' } });

    const evidenceId = await uploaded(id);
    await county.approved(id);
    expect(await confirm(id, evidenceId)).toMatchObject({ error: { kind: 'illegal-transition' } });
    const late = await county.as(inspector(1))('createEvidence', { ...call, key: 'evidence-late' });
    expect(late).toMatchObject({ error: { kind: 'illegal-transition' } });
  });

  test('is not read by a department that has no part in it', async () => {
    const id = await newResult();
    const evidenceId = await uploaded(id);
    expectOk(await confirm(id, evidenceId));
    const foreign = await county.as(officer('甲', 'YJJ'))('getEvidence', { params: { id, evidenceId } });
    expect(foreign).toMatchObject({ error: { kind: 'not-found' } });
    const unknown = await county.as(officer('甲'))('getEvidence', { params: { id, evidenceId: 'nothing' } });
    expect(unknown).toMatchObject({ error: { kind: 'not-found' } });
  });

  test('is announced twice under one key with an address that is new each time', async () => {
    const id = await newResult();
    const call = { params: { id }, body: announced(), key: 'evidence-twice' };
    const first = expectOk(await county.as(inspector(1))('createEvidence', call));
    county.deps.blobs.expiresAt = '2026-11-24T09:00:00.000Z';
    const second = expectOk(await county.as(inspector(1))('createEvidence', call));
    expect(second.id).toBe(first.id);
    expect(second.upload.expiresAt).toBe('2026-11-24T09:00:00.000Z');
    const other = await county.as(inspector(1))('createEvidence', { ...call, body: announced(Buffer.from('another')) });
    expect(other).toMatchObject({ error: { kind: 'idempotency-key-reused' } });
  });

  test('is not replaced by another file under the same number', async () => {
    const id = await newResult();
    const evidenceId = await uploaded(id);
    expectOk(await confirm(id, evidenceId));
    const other = Buffer.from('another kitchen');
    county.deps.blobs.files.set(`uploads/evidence/${id}/${evidenceId}`, other);
    expect(await confirm(id, evidenceId, announced(other))).toMatchObject({ error: { kind: 'already-exists' } });
    expect((await valueOf(id))?.evidence).toMatchObject([announced()]);
  });

  test('confirmed again as the fiftieth of fifty is still attached', async () => {
    const id = await newResult();
    const evidenceId = await uploaded(id);
    expectOk(await confirm(id, evidenceId));
    const before = await county.store.records.find('result', id);
    if (!before) throw new Error(`no result ${id}`);
    const full = [...before.value.evidence, ...Array.from({ length: 49 }, (_, n) => anEvidence({ id: `more-${n}` }))];
    const event = eventOf('record', inspector(1), new Date('2026-03-12T02:00:00Z'));
    await county.store.work.commit([replaceRecord('result', id, before, { ...before.value, evidence: full }, event)]);
    expectOk(await confirm(id, evidenceId));
    const call = { params: { id }, body: announced(), key: 'evidence-one-too-many' };
    expect(await county.as(inspector(1))('createEvidence', call)).toMatchObject({ error: { kind: 'evidence-limit' } });
  });
});

describe('a file that was attached by mistake', () => {
  const remove = async (id: string, evidenceId: string, who = inspector(1)) => {
    const version = (await county.store.records.find('result', id))?.meta.version ?? 0;
    return county.as(who)('removeEvidence', { params: { id, evidenceId }, version });
  };

  test('is taken off again, by somebody who then counts as having entered', async () => {
    const id = await newResult();
    const evidenceId = await uploaded(id);
    expectOk(await confirm(id, evidenceId));
    expectOk(await remove(id, evidenceId, inspector(2)));
    expect(await valueOf(id)).toMatchObject({ evidence: [], recordedBy: [inspector(1).id, inspector(2).id] });
    const events = await county.store.audit.events('result', id);
    expect(events.at(-1)?.facts).toMatchObject({ removed: evidenceId, sha256: announced().sha256 });
    expect(await remove(id, evidenceId)).toMatchObject({ error: { kind: 'not-found' } });
    const [, attached] = expectOk(await county.as(officer('甲'))('listResultVersions', { params: { id } })).items;
    expect(attached?.evidence.map((each) => each.id)).toEqual([evidenceId]);
  });

  test('stays while a finding or a citation names it', async () => {
    const id = await newResult();
    const evidenceId = await uploaded(id);
    expectOk(await confirm(id, evidenceId));
    const citation = {
      source: '专业机构意见',
      reference: '检〔2026〕1号',
      issuer: '检测院',
      evidence: [evidenceId],
    } as const;
    const cited = [
      aFinding('SCJG-001', { evidence: [evidenceId] }),
      aFinding('SCJG-002', { citation: { ...citation, evidence: [...citation.evidence] } }),
    ];
    for (const [finding, item] of [
      [cited[0], 'SCJG-001'],
      [cited[1], 'SCJG-002'],
    ] as const) {
      expectOk(await county.act(inspector(1), 'saveResult', id, aDraft({ findings: finding ? [finding] : [] })));
      const refused = await remove(id, evidenceId);
      expect(refused).toMatchObject({ error: { kind: 'evidence-cited' } });
      expect(refused.ok ? '' : refused.error.detail).toContain(item);
    }
  });

  test.each([
    ['somebody who may not enter the result', inspector(3), 'uncertified-recorder'],
    ['another department of the visit', officer('甲', 'WJW'), 'not-found'],
  ] as const)('is not taken off by %s', async (_, who, kind) => {
    const id = await newResult();
    const evidenceId = await uploaded(id);
    expectOk(await confirm(id, evidenceId));
    expect(await remove(id, evidenceId, who)).toMatchObject({ error: { kind } });
  });

  test('stays once the result is submitted', async () => {
    const id = await newResult();
    const evidenceId = await uploaded(id);
    expectOk(await confirm(id, evidenceId));
    await county.approved(id);
    expect(await remove(id, evidenceId)).toMatchObject({ error: { kind: 'illegal-transition' } });
  });
});
