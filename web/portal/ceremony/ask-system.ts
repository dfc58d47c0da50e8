/** What the page shows of a batch. */
export interface CeremonyBatch {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly status: string;
  readonly ceremony?: {
    readonly commitBy: string;
    readonly revealBy: string;
    readonly parts: readonly { readonly party: string; readonly commitment?: string; readonly secret?: string }[];
  };
}

export interface Me {
  readonly name: string;
  readonly department: string;
  readonly departmentName: string;
}

/** Asks the system with a person's token. The page is one level below the interface, whatever the stage is called. */
export interface System {
  readonly me: () => Promise<Me>;
  /** By the number of the draw, as notices and the portal state it. */
  readonly batch: (number: string) => Promise<CeremonyBatch>;
  readonly commit: (id: string, commitment: string) => Promise<CeremonyBatch>;
  readonly reveal: (id: string, secret: string) => Promise<CeremonyBatch>;
}

/** @throws Error whose message is what the system says, for people. */
export function systemWith(token: string, baseUrl: string): System {
  const ask = async (path: string, body?: object): Promise<unknown> => {
    const response = await fetch(`${baseUrl}${path}`, {
      headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
    }).catch(() => {
      throw new Error('连接不上系统，请检查网络后重试。');
    });
    const answer = (await response.json().catch(() => ({}))) as { readonly detail?: string; readonly title?: string };
    if (!response.ok) throw new Error(answer.detail ?? answer.title ?? `系统未能办理（${response.status}）。`);
    return answer;
  };
  const of = (id: string) => `/batches/${encodeURIComponent(id)}`;
  /** A filtered list may be found page by page. */
  const idOf = async (number: string): Promise<string> => {
    let cursor: string | undefined;
    do {
      const asked = new URLSearchParams({ number, ...(cursor !== undefined && { cursor }) });
      const { items, next } = (await ask(`/batches?${asked}`)) as {
        readonly items: readonly { readonly id: string }[];
        readonly next?: string;
      };
      if (items[0]) return items[0].id;
      cursor = next;
    } while (cursor !== undefined);
    throw new Error(`没有编号为“${number}”的抽取，或者本部门不是它的参与方。请核对通知里的编号。`);
  };
  return {
    me: async () => (await ask('/me')) as Me,
    batch: async (number) => (await ask(of(await idOf(number)))) as CeremonyBatch,
    commit: async (id, commitment) => (await ask(`${of(id)}/commitments`, { commitment })) as CeremonyBatch,
    reveal: async (id, secret) => (await ask(`${of(id)}/secrets`, { secret })) as CeremonyBatch,
  };
}
