import { useState } from 'preact/hooks';
import { type CeremonyBatch, type Me, type System, systemWith } from './ask-system.ts';
import { MakeSection } from './make-section.tsx';
import { RevealSection } from './reveal-section.tsx';
import { standingOf } from './standing.ts';

interface Session {
  readonly system: System;
  readonly me: Me;
  readonly batch: CeremonyBatch;
}

/**
 * 抽取仪式: an official of a party makes, keeps and reveals the department's secret. Where the officials' interface has another
 * address than the page, secrets are made and opened without it, and what is to be submitted is copied.
 */
export function App({ baseUrl }: { readonly baseUrl: string }) {
  const [token, setToken] = useState('');
  const [number, setNumber] = useState(new URLSearchParams(location.search).get('number') ?? '');
  const [session, setSession] = useState<Session>();
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);

  /** Carries something out and shows what the system says against it. */
  const act = async (work: () => Promise<Session>): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    try {
      setSession(await work());
    } catch (cause) {
      setProblem(cause instanceof Error ? cause.message : String(cause));
    } finally {
      setBusy(false);
    }
  };
  const open = () =>
    act(async () => {
      const system = systemWith(token.trim(), baseUrl);
      const [me, batch] = await Promise.all([system.me(), system.batch(number.trim())]);
      return { system, me, batch };
    });
  const standing = session && standingOf(session.batch, session.me, new Date());

  return (
    <main>
      <h1>抽取仪式</h1>
      <p>参与方在本页生成密数、提交承诺、公开密数。密数和口令只在本机处理：公开之前，密数不离开这台电脑。</p>
      <section aria-labelledby="open">
        <h2 id="open">登录并选择抽取</h2>
        <form
          class="row"
          onSubmit={(event) => {
            event.preventDefault();
            void open();
          }}
        >
          <label for="token">访问令牌（登录系统后取得，只保留在本页）</label>
          <input
            id="token"
            type="password"
            value={token}
            autocomplete="off"
            onInput={({ currentTarget }) => setToken(currentTarget.value)}
          />
          <label for="number">抽取编号（见参加仪式的通知，也公布在公示平台上）</label>
          <input
            id="number"
            value={number}
            autocomplete="off"
            spellcheck={false}
            onInput={({ currentTarget }) => setNumber(currentTarget.value)}
          />
          <button type="submit" disabled={busy || token.trim() === '' || number.trim() === ''}>
            读取
          </button>
        </form>
      </section>
      <p class={problem === undefined ? undefined : 'problem'} role="alert">
        {problem}
      </p>
      {!session && (
        <details>
          <summary>不连接系统，只在本机生成和打开密封文件</summary>
          <p>生成后把承诺、到时把密数，通过系统的接口提交。抽取编号按上面所填的写入密封文件。</p>
          {number.trim() !== '' && (
            <>
              <MakeSection number={number.trim()} busy={busy} />
              <RevealSection batch={{ number: number.trim() }} busy={busy} />
            </>
          )}
        </details>
      )}
      {session && standing && (
        <>
          <section aria-labelledby="batch-title">
            <h2 id="batch-title">{session.batch.title}</h2>
            <dl class="facts">
              <dt>抽取编号</dt>
              <dd>{session.batch.number}</dd>
              <dt>本部门</dt>
              <dd>
                {session.me.departmentName}（{session.me.name}）
              </dd>
              {standing.commitment !== undefined && (
                <>
                  <dt>已提交的承诺</dt>
                  <dd class="hex">{standing.commitment}</dd>
                </>
              )}
            </dl>
            <p class="notice">{standing.text}</p>
          </section>
          {standing.step === 'commit' && (
            <MakeSection
              number={session.batch.number}
              busy={busy}
              onCommit={(commitment) =>
                act(async () => ({ ...session, batch: await session.system.commit(session.batch.id, commitment) }))
              }
            />
          )}
          {standing.step === 'reveal' && standing.commitment !== undefined && (
            <RevealSection
              batch={session.batch}
              commitment={standing.commitment}
              busy={busy}
              onReveal={(secret) =>
                act(async () => ({ ...session, batch: await session.system.reveal(session.batch.id, secret) }))
              }
            />
          )}
        </>
      )}
    </main>
  );
}
