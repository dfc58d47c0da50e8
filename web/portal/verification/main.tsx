import { render } from 'preact';
import { App } from './app.tsx';

/** Features that the computation needs and browsers have had since early 2023. */
const isRecent = 'isWellFormed' in String.prototype && 'toSorted' in Array.prototype && 'Worker' in globalThis;

const page = document.getElementById('page');
if (!page) throw new Error('the page has no place for itself');

if (isRecent) {
  const worker = new Worker(new URL('verify-worker.js', import.meta.url), { type: 'module' });
  // The page is one level below the API it reads, whatever the stage is called.
  const baseUrl = new URL('..', import.meta.url).href.replace(/\/$/, '');
  render(<App worker={worker} baseUrl={baseUrl} />, page);
} else {
  page.textContent = '您的浏览器版本较低，无法在本页核对。请升级浏览器（2023 年以后的版本）后再试。';
}
