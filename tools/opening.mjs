// How long a visit takes from navigation to the first results, in headless Chromium with an empty profile.
// Usage: node tools/opening.mjs URL [RUNS]     URL is a view of a served site: http://127.0.0.1:8000/#/documents?q=oil
// Prints, for every run, milliseconds from the start of navigation to the first listed document (or whatever the view shows
// when it is ready), and how long the page's own thread was busy at a stretch.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const [address, runs = '5'] = process.argv.slice(2);
if (!address) {
  console.error('opening: node tools/opening.mjs URL [RUNS]');
  process.exit(2);
}
const WATCH = `
  window.longest = 0;
  new PerformanceObserver((list) => { for (const task of list.getEntries()) window.longest = Math.max(window.longest, task.duration); }).observe({ type: 'longtask', buffered: true });
  const look = () => {
    if (!window.shown && document.querySelector('main h1')) window.shown = performance.now();
    if (!window.ready && document.querySelector('main[data-state=ready]')) window.ready = performance.now();
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true, attributes: true, attributeFilter: ['data-state'] });
`;
async function visit() {
  const profile = mkdtempSync(join(tmpdir(), 'dossier-opening-'));
  const browser = spawn(process.env.CHROMIUM ?? 'chromium', [
    '--headless=new', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync', '--remote-debugging-pipe', `--user-data-dir=${profile}`, 'about:blank',
  ], { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
  let last = 0, heard = '';
  const waiting = new Map();
  browser.stdio[4].on('data', (data) => {
    heard += data;
    for (let end; (end = heard.indexOf('\0')) >= 0; heard = heard.slice(end + 1)) {
      const message = JSON.parse(heard.slice(0, end));
      waiting.get(message.id)?.(message);
    }
  });
  const send = (method, params = {}, sessionId) => new Promise((answer, fail) => {
    const id = ++last;
    waiting.set(id, ({ result, error }) => (error ? fail(new Error(`${method}: ${error.message}`)) : answer(result)));
    browser.stdio[3].write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
  });
  try {
    const { targetInfos } = await send('Target.getTargets');
    const { targetId } = targetInfos.find(({ type }) => type === 'page');
    const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true });
    const tab = (method, params) => send(method, params, sessionId);
    await tab('Page.enable');
    await tab('Page.addScriptToEvaluateOnNewDocument', { source: WATCH });
    await tab('Page.navigate', { url: address });
    for (const until = Date.now() + 60_000; Date.now() < until;) {
      const { result } = await tab('Runtime.evaluate', {
        expression: 'window.ready && JSON.stringify([window.shown, window.ready, window.longest, document.querySelectorAll("article[data-document]").length])',
      });
      if (result.value) return JSON.parse(result.value);
    }
    throw new Error('nothing was shown within a minute');
  } finally {
    await send('Browser.close').catch(() => {});
    await new Promise((gone) => (browser.exitCode === null ? browser.once('exit', gone) : gone()));
    rmSync(profile, { recursive: true, force: true });
  }
}
const all = [];
for (let run = 0; run < Number(runs); run++) {
  const [shown, ready, longest, listed] = await visit();
  all.push(ready);
  console.log(`frame ${shown.toFixed(0)} ms, results ${ready.toFixed(0)} ms (${listed} listed), longest task ${longest.toFixed(0)} ms`);
}
all.sort((a, b) => a - b);
console.log(`median of ${all.length}: ${all[all.length >> 1].toFixed(0)} ms`);
