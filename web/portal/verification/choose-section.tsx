import { useState } from 'preact/hooks';
import { county } from '../../../shared/codes/county.ts';
import type { Answer, Order } from './messages.ts';

interface Props {
  readonly recent: Omit<Extract<Answer, { is: 'recent' }>, 'is'>;
  readonly busy: boolean;
  readonly onNumber: (number: string) => void;
  readonly onFiles: (files: readonly File[]) => void;
  readonly onList: (more: Pick<Extract<Order, { do: 'list' }>, 'year' | 'cursor'>) => void;
}

/** No draw is older than the policy it follows. */
const firstYear = 2020;
const years = Array.from({ length: new Date().getFullYear() - firstYear + 1 }, (_, back) =>
  String(new Date().getFullYear() - back),
);

export function ChooseSection({ recent, busy, onNumber, onFiles, onList }: Props) {
  const [number, setNumber] = useState(new URLSearchParams(location.search).get('draw') ?? '');
  const [over, setOver] = useState(false);
  const choose = (chosen: string): void => {
    setNumber(chosen);
    if (chosen !== '') onNumber(chosen);
  };
  return (
    <section aria-labelledby="choose">
      <h2 id="choose">选择一次抽取</h2>
      <form
        class="row"
        onSubmit={(event) => {
          event.preventDefault();
          choose(number.trim());
        }}
      >
        <label for="number">抽取编号</label>
        <input
          id="number"
          value={number}
          onInput={({ currentTarget }) => setNumber(currentTarget.value)}
          placeholder={`如 ${county.code}20261123-1`}
          autocomplete="off"
          spellcheck={false}
        />
        <button type="submit" disabled={busy || number.trim() === ''}>
          开始核对
        </button>
      </form>
      <h3>{recent.year === undefined ? '最近的抽取' : `${recent.year}年的抽取`}</h3>
      <p class="row">
        <label for="year">年份</label>
        <select
          id="year"
          value={recent.year ?? ''}
          onChange={({ currentTarget: { value } }) => onList(value === '' ? {} : { year: value })}
        >
          <option value="">全部</option>
          {years.map((year) => (
            <option key={year} value={year}>
              {year}年
            </option>
          ))}
        </select>
      </p>
      {recent.draws.length === 0 && <p class="small">没有公布的抽取。</p>}
      <ul class="recent">
        {recent.draws.map((draw) => (
          <li key={draw.number}>
            <button type="button" class="link" disabled={busy} onClick={() => choose(draw.number)}>
              {draw.title}
            </button>
            <span>
              {draw.number}，{draw.state}
            </span>
          </li>
        ))}
      </ul>
      {recent.next !== undefined && (
        <button
          type="button"
          onClick={() => onList({ cursor: recent.next, ...(recent.year !== undefined && { year: recent.year }) })}
        >
          更早的抽取
        </button>
      )}
      <details>
        <summary>用已经下载的文件核对（不联网）</summary>
        <div
          class={over ? 'drop over' : 'drop'}
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={(event) => {
            event.preventDefault();
            setOver(false);
            onFiles([...(event.dataTransfer?.files ?? [])]);
          }}
        >
          <label for="files">把 draw.json 和抽样框文件（.ndjson）一起拖到这里，或选择文件：</label>
          <input
            id="files"
            type="file"
            multiple
            accept=".json,.ndjson"
            onChange={({ currentTarget }) => onFiles([...(currentTarget.files ?? [])])}
          />
        </div>
      </details>
    </section>
  );
}
