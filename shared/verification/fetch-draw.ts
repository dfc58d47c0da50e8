import { clientOf } from '../api/call-route.ts';
import type { Problem } from '../api/problems.ts';
import { portal } from '../api/routes/portal.ts';
import { ok, type Result } from '../base/result.ts';
import type { DrawDocument, DrawListDocument } from '../public/schemas.ts';
import { recordFileText } from './record-file.ts';

/** The portal as a visitor reaches it: what keeps it from answering is thrown as a sentence for people. */
export const portalAt = (baseUrl: string) => clientOf(portal, { baseUrl, fetch: reach });
export type PortalClient = ReturnType<typeof portalAt>;

const reach: typeof fetch = async (input, init) => {
  const response = await fetch(input, init).catch(() => undefined);
  if (!response) throw new Error('无法连接公示网站，请检查网络后再试；已经下载的文件不联网也能核对。');
  const isAnswer = response.ok || (response.headers.get('content-type') ?? '').startsWith('application/problem+json');
  if (!isAnswer) throw new Error(`公示网站暂时不能答复（${response.status}），请稍后再试。`);
  return response;
};

/** A fetched public record: the bytes of `draw.json` and the names of the readable frames. */
export interface FetchedRecord {
  readonly text: string;
  readonly frames: readonly { readonly frame: string; readonly size: number }[];
}

/** Fetches the record of a draw and, where it is public, its list. The only network the verification knows is here. */
export async function fetchRecord(call: PortalClient, number: string): Promise<Result<FetchedRecord, Problem>> {
  const draw = await call('getPublicDraw', { params: { number } });
  if (!draw.ok) return draw;
  const list = await fetchList(call, draw.value);
  if (!list.ok) return list;
  const { frames, inspectorFrames, expertFrames = [], framesPublishedAt } = draw.value;
  const published = framesPublishedAt === undefined ? [] : [...frames, ...inspectorFrames, ...expertFrames];
  return ok({
    text: recordFileText(draw.value, list.value),
    frames: published.map(({ frame, size }) => ({ frame, size })),
  });
}

async function fetchList(
  call: PortalClient,
  { number, list }: DrawDocument,
): Promise<Result<DrawListDocument['objects'] | undefined, Problem>> {
  if (list?.publishedAt === undefined) return ok(undefined);
  const objects: DrawListDocument['objects'] = [];
  for (let part = 0; part < list.parts; part += 1) {
    const found = await call('listPublicDrawObjects', { params: { number, part: String(part) } });
    if (!found.ok) return found;
    objects.push(...found.value.objects);
  }
  return ok(objects);
}

const shardsPerPage = 100;

/** The lines of a published frame in the order of its file, one page of shards at a time. */
export async function* fetchFrame(
  call: PortalClient,
  number: string,
  frame: string,
): AsyncGenerator<readonly string[], Problem | undefined> {
  let cursor: string | undefined;
  do {
    const query = { limit: shardsPerPage, ...(cursor !== undefined && { cursor }) };
    const page = await call('listPublicFrameShards', { params: { number, frame }, query });
    if (!page.ok) return page.error;
    yield page.value.items.flatMap(({ lines }) => lines);
    cursor = page.value.next;
  } while (cursor !== undefined);
  return undefined;
}
