import { render } from 'preact';
import { App } from './app.tsx';

const page = document.getElementById('page');
if (!page) throw new Error('the page has no place for itself');

if (globalThis.crypto?.subtle) {
  render(<App baseUrl={new URL('..', import.meta.url).href.replace(/\/$/, '')} />, page);
} else {
  // Browsers lend their cryptography to pages that came over an encrypted connection, and to this machine's own.
  page.textContent = '本页须通过 https 打开，并使用 2023 年以后的浏览器。';
}
