import { useState } from 'preact/hooks';
import { type OpenFault, openSecret } from './secret-file.ts';

interface Props {
  /** Files were sealed for the batch's id before they were for the draw's number. */
  readonly batch: { readonly id?: string; readonly number: string };
  /** As the system has it; absent where the system is not asked. */
  readonly commitment?: string;
  readonly busy: boolean;
  /** Absent where nothing is submitted from the page: the secret is then shown. */
  readonly onReveal?: (secret: string) => Promise<void>;
}

const faults: Readonly<Record<OpenFault, string>> = {
  'not-a-secret-file': '所选文件不是密封文件。',
  'wrong-passphrase': '口令不对，或者文件已被改动。',
};

/** Opens the kept file and reveals what is in it, if it is what the department has committed to. */
export function RevealSection({ batch, commitment, busy, onReveal }: Props) {
  const [file, setFile] = useState<File>();
  const [passphrase, setPassphrase] = useState('');
  const [problem, setProblem] = useState<string>();
  const [opening, setOpening] = useState(false);
  const [shown, setShown] = useState<string>();

  const reveal = async (chosen: File): Promise<void> => {
    setOpening(true);
    setProblem(undefined);
    const opened = await openSecret(await chosen.text(), passphrase);
    setOpening(false);
    if (typeof opened === 'string') setProblem(faults[opened]);
    else if (opened.batch !== batch.number && opened.batch !== batch.id) setProblem('所选文件属于另一次抽取。');
    else if (commitment !== undefined && opened.commitment !== commitment) setProblem('所选文件不是已提交承诺的那一份，可能承诺更换过，请选择最后一次的文件。');
    else if (onReveal) await onReveal(opened.secret);
    else setShown(opened.secret);
  };

  return (
    <section aria-labelledby="reveal">
      <h2 id="reveal">公开密数</h2>
      <form
        class="row"
        onSubmit={(event) => {
          event.preventDefault();
          if (file) void reveal(file);
        }}
      >
        <label for="file">密封文件</label>
        <input
          id="file"
          type="file"
          accept=".json"
          onChange={({ currentTarget }) => setFile(currentTarget.files?.[0])}
        />
        <label for="opening">口令</label>
        <input
          id="opening"
          type="password"
          value={passphrase}
          autocomplete="off"
          onInput={({ currentTarget }) => setPassphrase(currentTarget.value)}
        />
        <button type="submit" disabled={busy || opening || !file || passphrase === ''}>
          {opening ? '正在打开……' : onReveal ? '公开密数' : '打开密封文件'}
        </button>
      </form>
      {shown !== undefined && (
        <p>
          密数：<span class="hex">{shown}</span>
        </p>
      )}
      <p class={problem === undefined ? undefined : 'problem'} role="alert">
        {problem}
      </p>
    </section>
  );
}
