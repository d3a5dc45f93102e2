// How long a document takes to open once its site is open: from the click to its words on the screen, by the clock, and
// what the page's own thread and the worker spent on it in processor time. Headless Chromium, several times over.
// Usage: node tools/document.mjs SITE [ID [RUNS]]   (a site of `dossier build`; `tools/collection.mjs 20000 --long 5`
// makes the rows of one with a document of 5 MB, whose id is `long`)
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, ready } from './chromium.mjs';
import { serve } from './host.mjs';

const [folder, id = 'long', runs = '5'] = process.argv.slice(2);
if (!folder || !existsSync(join(folder, 'index.html'))) {
  console.error('document: node tools/document.mjs SITE [ID [RUNS]]');
  process.exit(2);
}
const { site, stop } = await serve(folder);
const { tab, run, events, close } = await chromium();
await tab('Emulation.setDeviceMetricsOverride', { width: 1440, height: 900, deviceScaleFactor: 1, mobile: false });
const pause = (ms) => new Promise((on) => setTimeout(on, ms));
const middle = (all) => [...all].sort((a, b) => a - b)[all.length >> 1];

const taken = [];
for (let go = 0; go < Number(runs); go++) {
  await tab('Page.navigate', { url: 'about:blank' });
  await tab('Page.navigate', { url: `${site}#/documents` });
  if (!(await run(ready(120)))) throw new Error('the list of documents never came');
  events.length = 0;
  await tab('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: ['toplevel', 'devtools.timeline', '__metadata'], recordMode: 'recordAsMuchAsPossible' } });
  // Two frames after the text is in the page it is on the screen.
  const shown = await run(`(async () => {
    const start = performance.now();
    location.hash = '#/document/' + ${JSON.stringify(encodeURIComponent(id))};
    const there = () => document.querySelector('main')?.dataset.page === 'document' && document.querySelector('main').dataset.state === 'ready' && document.querySelector('#text .block');
    if (!there()) {
      const came = await new Promise((on) => {
        const watch = new MutationObserver(() => there() && (watch.disconnect(), on(true)));
        watch.observe(document, { childList: true, subtree: true, attributes: true, attributeFilter: ['data-state', 'data-page'] });
        setTimeout(() => on(false), 60000);
      });
      if (!came) return 0;
    }
    await new Promise((on) => requestAnimationFrame(() => requestAnimationFrame(on)));
    return performance.now() - start;
  })()`);
  if (!shown) throw new Error(`the document ${id} never came`);
  await tab('Tracing.end');
  while (!events.some(({ method }) => method === 'Tracing.tracingComplete')) await pause(20);
  const trace = events.filter(({ method }) => method === 'Tracing.dataCollected').flatMap(({ params }) => params.value);
  const names = new Map(trace.filter((e) => e.name === 'thread_name').map((e) => [`${e.pid}.${e.tid}`, e.args.name]));
  const busy = (thread) => trace.filter((e) => e.name.endsWith('RunTask') && names.get(`${e.pid}.${e.tid}`)?.startsWith(thread))
    .map((e) => (e.tdur ?? e.dur ?? 0) / 1000);
  const sum = (all) => all.reduce((a, b) => a + b, 0);
  const page = busy('CrRendererMain');
  const worker = sum(busy('DedicatedWorker'));
  taken.push([shown, sum(page), Math.max(0, ...page), worker]);
  console.log(`${id}: ${shown.toFixed(0)} ms by the clock; the page worked ${sum(page).toFixed(0)} ms (longest task ${Math.max(0, ...page).toFixed(0)}), the worker ${worker.toFixed(0)} ms`);
}
const [clock, page, longest, worker] = [0, 1, 2, 3].map((at) => middle(taken.map((one) => one[at])).toFixed(0));
console.log(`median of ${taken.length}: ${clock} ms by the clock; page ${page} ms (longest task ${longest}), worker ${worker} ms`);
await close();
stop();
