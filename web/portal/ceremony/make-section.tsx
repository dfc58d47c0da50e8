import { useState } from 'preact/hooks';
import { newSecret, type SecretFile, sealSecret, shortestPassphrase } from './secret-file.ts';

interface Props {
  /** Of the draw. */
  readonly number: string;
  readonly busy: boolean;
  /** Absent where nothing is submitted from the page. */
  readonly onCommit?: (commitment: string) => Promise<void>;
}

/** Makes a secret, seals it into a file to keep, and only then offers to commit to it. */
export function MakeSection({ number, busy, onCommit }: Props) {
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const [sealing, setSealing] = useState(false);
  const [made, setMade] = useState<SecretFile>();
  const [kept, setKept] = useState(false);
  const usable = [...passphrase].length >= shortestPassphrase && passphrase === again;

  const make = async (): Promise<void> => {
    setSealing(true);
    const file = await sealSecret(newSecret(), number, passphrase, new Date());
    save(`密数-${number}-${file.commitment.slice(0, 8)}.json`, JSON.stringify(file, null, 2));
    setMade(file);
    setKept(false);
    setSealing(false);
  };

  return (
    <section aria-labelledby="make">
      <h2 id="make">生成密数并提交承诺</h2>
      <form
        class="row"
        onSubmit={(event) => {
          event.preventDefault();
          void make();
        }}
      >
        <label for="passphrase">口令（不少于{shortestPassphrase}个字，公开密数时要用；忘记口令，密数就打不开）</label>
        <input
          id="passphrase"
          type="password"
          value={passphrase}
          autocomplete="new-password"
          onInput={({ currentTarget }) => setPassphrase(currentTarget.value)}
        />
        <label for="again">再输一次口令</label>
        <input
          id="again"
          type="password"
          value={again}
          autocomplete="new-password"
          onInput={({ currentTarget }) => setAgain(currentTarget.value)}
        />
        <button type="submit" disabled={busy || sealing || !usable}>
          {sealing ? '正在密封……' : '生成密数并保存密封文件'}
        </button>
      </form>
      {made && (
        <>
          <p>
            承诺：<span class="hex">{made.commitment}</span>
          </p>
          {onCommit && (
            <>
              <p>
                <label>
                  <input
                    type="checkbox"
                    checked={kept}
                    onChange={({ currentTarget }) => setKept(currentTarget.checked)}
                  />{' '}
                  密封文件已经妥善保存（公开密数时要选择这个文件）
                </label>
              </p>
              <button type="button" disabled={busy || !kept} onClick={() => void onCommit(made.commitment)}>
                提交承诺
              </button>
            </>
          )}
        </>
      )}
    </section>
  );
}

function save(name: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = name;
  link.click();
  // The download has its own hold on the data by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
