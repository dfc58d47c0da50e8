import { useEffect, useReducer, useRef } from 'preact/hooks';
import { county } from '../../../shared/codes/county.ts';
import { ChooseSection } from './choose-section.tsx';
import { DownloadSection } from './download-section.tsx';
import type { Answer, Order, Verified } from './messages.ts';
import { OwnIdSection } from './own-id-section.tsx';
import { PictureSection } from './picture-section.tsx';
import { RelatedSection } from './related-section.tsx';
import { SiteFoot } from './site-foot.tsx';
import { StepsSection } from './steps-section.tsx';
import { VerdictSection } from './verdict-section.tsx';

interface State {
  readonly busy?: string;
  readonly problem?: string;
  readonly recent: Recent;
  readonly verified?: Verified;
  readonly explained?: Extract<Answer, { is: 'explained' | 'named' }>;
}

type Recent = Omit<Extract<Answer, { is: 'recent' }>, 'is'>;

type Event = Answer | { readonly is: 'asked'; readonly order: Order };

function next(before: State, event: Event): State {
  // The list of draws may arrive in parallel to other answers.
  if (event.is === 'recent') return { ...before, recent: withMore(before.recent, event) };
  const { busy: _busy, problem: _problem, ...state } = before;
  switch (event.is) {
    case 'asked':
      if (event.order.do === 'list') return before;
      return event.order.do === 'explain' || event.order.do === 'slip'
        ? { ...state, busy: '正在查找……' }
        : { recent: state.recent, busy: '请稍候……' };
    case 'progress':
      return { ...state, busy: event.text };
    case 'refused':
      return { ...state, problem: event.text };
    case 'verified':
      return { ...state, verified: event };
    case 'explained':
    case 'named':
      return { ...state, explained: event };
  }
}

/** A further page is appended to the draws already shown. */
const withMore = (before: Recent, { is: _, ...found }: Extract<Answer, { is: 'recent' }>): Recent =>
  found.isMore ? { ...found, draws: [...before.draws, ...found.draws] } : found;

/** Keeps the address in sync with the page, so that it can be shared. */
function showInAddress(number: string): void {
  const address = new URL(location.href);
  address.searchParams.set('draw', number);
  history.replaceState(null, '', address);
}

/** What a slip's code has put behind `#`, taken out of the address so that nobody passes it on with the page. */
function slipBehindAddress(): string | undefined {
  const { hash } = location;
  if (!hash.includes('salt=')) return undefined;
  history.replaceState(null, '', `${location.pathname}${location.search}`);
  return hash.slice(1);
}

export function App({ worker, baseUrl }: { readonly worker: Worker; readonly baseUrl: string }) {
  const [state, tell] = useReducer(next, { recent: { draws: [], isMore: false } });
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
    const slip = slipBehindAddress();
    if (slip !== undefined) {
      ask({ do: 'load', baseUrl, number: new URLSearchParams(slip).get('batch') ?? '' });
      ask({ do: 'slip', text: slip });
      return;
    }
    const number = new URLSearchParams(location.search).get('draw');
    if (number) load(number);
  }, []);
  useEffect(() => {
    document.title = `抽签结果核对 · ${county.name}“双随机、一公开”`;
  }, []);
  useEffect(() => verdict.current?.focus(), [state.verified]);

  const { busy, problem, recent, verified, explained } = state;
  return (
    <>
      <header>
        <p class="owner">{county.name}“双随机、一公开”监管</p>
        <h1>抽签结果核对</h1>
        <p>
          检查谁、由谁检查，都由抽签决定。抽签按公开的规则计算，本页在<strong>您自己的设备上</strong>
          把它从头重算一遍：不用登录，也不必相信任何人。
        </p>
      </header>
      <main>
        <ChooseSection
          recent={recent}
          busy={busy !== undefined}
          onNumber={load}
          onFiles={(files) => ask({ do: 'open', files })}
          onList={(more) => ask({ do: 'list', baseUrl, ...more })}
        />
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
            <OwnIdSection
              explained={explained}
              onId={(id) => ask({ do: 'explain', id })}
              onSlip={(text) => ask({ do: 'slip', text })}
            />
            <StepsSection steps={verified.steps} />
            <PictureSection pictures={verified.pictures} explained={explained?.is === 'explained' ? explained : undefined} />
            <RelatedSection related={verified.related} baseUrl={baseUrl} />
            <DownloadSection verified={verified} />
          </>
        )}
      </main>
      <SiteFoot />
    </>
  );
}
