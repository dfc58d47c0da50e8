import { clientOf } from '../api/call-route.ts';
import type { Problem } from '../api/problems.ts';
import { portal } from '../api/routes/portal.ts';
import { err, ok, type Result } from '../base/result.ts';
import type { ListedDocument } from '../public/draw-lists.ts';
import type { DrawDocument } from '../public/draw-schemas.ts';
import { isEarlierDraw } from '../public/earlier-draw-schemas.ts';
import { recordFileText } from './two/record-file.ts';

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

/** A fetched public record: the bytes of `draw.json` and the names of the readable lists. */
export interface FetchedRecord {
  readonly text: string;
  /** Frames, `inspectors` and `experts`. */
  readonly frames: readonly { readonly frame: string; readonly size: number }[];
}

/** Of suiji-draw/1 the site answers neither frames, which join codes and classes, nor a list with strata: there is nothing to recompute. */
export interface EarlierDraw {
  readonly kind: 'earlier-draw';
  readonly detail: string;
}

const earlierDraw: EarlierDraw = {
  kind: 'earlier-draw',
  detail:
    '这次抽取采用原规则 suiji-draw/1，名录里编号与信用分类并列，不再公开提供；已下载的文件仍可在本页核对，监督、审计机关可以调取全部文件核对。',
};

/** Fetches the record of a draw and, where it is public, its list. The only network the verification knows is here. */
export async function fetchRecord(
  call: PortalClient,
  number: string,
): Promise<Result<FetchedRecord, Problem | EarlierDraw>> {
  const draw = await call('getPublicDraw', { params: { number } });
  if (!draw.ok) return draw;
  if (isEarlierDraw(draw.value)) return err(earlierDraw);
  const list = await fetchList(call, draw.value);
  if (!list.ok) return list;
  const { frames, inspectors, experts, rowsPublishedAt } = draw.value;
  const published = [
    ...frames.map(({ frame, size }) => ({ frame, size })),
    ...(inspectors ? [{ frame: 'inspectors', size: inspectors.size }] : []),
    ...(experts ? [{ frame: 'experts', size: experts.size }] : []),
  ];
  return ok({
    text: recordFileText(draw.value, list.value),
    frames: rowsPublishedAt === undefined ? [] : published,
  });
}

async function fetchList(
  call: PortalClient,
  { number, list }: DrawDocument,
): Promise<Result<readonly ListedDocument[] | undefined, Problem>> {
  if (list?.publishedAt === undefined) return ok(undefined);
  const objects: ListedDocument[] = [];
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
