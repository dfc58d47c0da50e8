import { useEffect, useReducer, useRef } from 'preact/hooks';
import { ChooseSection } from './choose-section.tsx';
import { DownloadSection } from './download-section.tsx';
import type { Answer, Order, RecentDraw, Verified } from './messages.ts';
import { OwnIdSection } from './own-id-section.tsx';
import { PictureSection } from './picture-section.tsx';
import { StepsSection } from './steps-section.tsx';
import { VerdictSection } from './verdict-section.tsx';

interface State {
  readonly busy?: string;
  readonly problem?: string;
  readonly recent: readonly RecentDraw[];
  readonly verified?: Verified;
  readonly explained?: Extract<Answer, { is: 'explained' }>;
}

type Event = Answer | { readonly is: 'asked'; readonly order: Order };

function next(before: State, event: Event): State {
  // The list of draws may arrive in parallel to other answers.
  if (event.is === 'recent') return { ...before, recent: event.draws };
  const { busy: _busy, problem: _problem, ...state } = before;
  switch (event.is) {
    case 'asked':
      if (event.order.do === 'list') return before;
      return event.order.do === 'explain' ? { ...state, busy: '正在查找……' } : { recent: state.recent, busy: '请稍候……' };
    case 'progress':
      return { ...state, busy: event.text };
    case 'refused':
      return { ...state, problem: event.text };
    case 'verified':
      return { ...state, verified: event };
    case 'explained':
      return { ...state, explained: event };
  }
}

/** Keeps the address in sync with the page, so that it can be shared. */
function showInAddress(number: string): void {
  const address = new URL(location.href);
  address.searchParams.set('draw', number);
  history.replaceState(null, '', address);
}

export function App({ worker, baseUrl }: { readonly worker: Worker; readonly baseUrl: string }) {
  const [state, tell] = useReducer(next, { recent: [] });
  const verdict = useRef<HTMLHeadingElement>(null);
  const ask = (order: Order): void => {
    tell({ is: 'asked', order });
    worker.postMessage(order, []);
  };
  const load = (number: string): void => {
    showInAddress(number);
    ask({ do: 'load', baseUrl, number });
  };

  useEffect(() => {
    worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => tell(data));
    worker.addEventListener('error', () => tell({ is: 'refused', text: '核对程序没有载入，请检查网络后刷新本页。' }));
    ask({ do: 'list', baseUrl });
    const number = new URLSearchParams(location.search).get('draw');
    if (number) load(number);
  }, []);
  useEffect(() => verdict.current?.focus(), [state.verified]);

  const { busy, problem, recent, verified, explained } = state;
  return (
    <>
      <header>
        <h1>抽签结果核对</h1>
        <p>
          检查谁、由谁检查，都由抽签决定。抽签按公开的规则计算，本页在<strong>您自己的设备上</strong>
          把它从头重算一遍：不用登录，也不必相信任何人。
        </p>
      </header>
      <main>
        <ChooseSection recent={recent} busy={busy !== undefined} onNumber={load} onFiles={(files) => ask({ do: 'open', files })} />
        <p role="status" class="progress">
          {busy ?? ''}
        </p>
        {problem !== undefined && (
          <p role="alert" class="problem">
            {problem}
          </p>
        )}
        {verified && (
          <>
            <VerdictSection verified={verified} heading={verdict} />
            <OwnIdSection explained={explained} onId={(id) => ask({ do: 'explain', id })} />
            <StepsSection steps={verified.steps} />
            <PictureSection pictures={verified.pictures} explained={explained} />
            <DownloadSection verified={verified} />
          </>
        )}
      </main>
      <footer>
        <p>
          本页不收集任何信息，输入的编号和选择的文件只在您的设备上处理；名单尚未公布时，查询编号会发送给本网站以取得入框证明。
        </p>
      </footer>
    </>
  );
}
