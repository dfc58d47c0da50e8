import { useEffect, useState } from 'preact/hooks';
import type { Verified } from './messages.ts';

export function DownloadSection({ verified: { files, number, fingerprint } }: { readonly verified: Verified }) {
  const [links, setLinks] = useState<readonly { readonly name: string; readonly href: string; readonly size: number }[]>([]);
  useEffect(() => {
    const made = files.map(({ name, file }) => ({ name, href: URL.createObjectURL(file), size: file.size }));
    setLinks(made);
    return () => {
      for (const { href } of made) URL.revokeObjectURL(href);
    };
  }, [files]);
  return (
    <section aria-labelledby="download">
      <h2 id="download">不用本页也能核对</h2>
      <p>
        下载以下文件和<a href="verification/suiji-verify.mjs">核对程序</a>（一个文件，装有 Node.js 20 以上的电脑即可运行，不联网），各字段的含义和手工核对的办法见
        <a href="verification/README.md">说明</a>。
      </p>
      <p>
        文件指纹 <span class="hex">{fingerprint}</span>
        。别人下载的同一次抽取，指纹应当相同；名称、标题、未列入的户数等文字不参与抽签，只由指纹保护。
      </p>
      <pre tabIndex={0}>
        <code>node suiji-verify.mjs draw.json</code>
      </pre>
      {links.length > 0 && (
        <details>
          <summary>下载 {number} 的公开文件（{links.length} 个）</summary>
          <ul>
            {links.map(({ name, href, size }) => (
              <li key={name}>
                <a href={href} download={name}>
                  {name}
                </a>
                <span class="small">（{Math.ceil(size / 1024)} KB）</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
