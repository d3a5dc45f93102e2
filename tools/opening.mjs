// How long a visit takes from navigation to the first results, in headless Chromium with an empty profile.
// Usage: node tools/opening.mjs SITE VIEW [RUNS] [--no-ranges]     SITE is a folder, VIEW a place in it: '#/documents?q=oil'
// Prints, for every run, milliseconds from the start of navigation to the page's frame, to the first listed documents (or
// whatever the view shows when it is ready) and to everything beside them, how long the page's own thread was busy at a stretch,
// and what was fetched of the collection until all was there. With --no-ranges the host sends whole files alone.
import { chromium } from './chromium.mjs';
import { serve } from './host.mjs';

const [folder, view, ...more] = process.argv.slice(2);
if (!folder || !view) {
  console.error('opening: node tools/opening.mjs SITE VIEW [RUNS] [--no-ranges]');
  process.exit(2);
}
const runs = Number(more.find((one) => /^\d+$/.test(one)) ?? 5);
const WATCH = `
  window.longest = 0;
  new PerformanceObserver((list) => { for (const task of list.getEntries()) window.longest = Math.max(window.longest, task.duration); }).observe({ type: 'longtask', buffered: true });
  window.results = new Promise((told) => {
    let frame, listed;
    const look = () => {
      if (!frame && document.querySelector('main h1')) frame = performance.now();
      if (!document.querySelector('main[data-state=ready]')) return;
      const waits = !!document.querySelector('main .skeleton');
      const list = document.querySelector('main[data-page=documents]');
      // A list is drawn a moment after it is known how long it is.
      if (!listed && (list ? list.querySelector('article[data-document], .nothing') : !waits)) listed = performance.now();
      if (listed && !waits) told([frame, listed, performance.now(), window.longest, document.querySelectorAll('article[data-document]').length]);
    };
    new MutationObserver(look).observe(document, { childList: true, subtree: true, attributes: true, attributeFilter: ['data-state'] });
  });
`;
const all = [];
for (let run = 0; run < runs; run++) {
  const host = await serve(folder, { ranges: !more.includes('--no-ranges') });
  const { tab, run: ask, close } = await chromium();
  try {
    await tab('Page.addScriptToEvaluateOnNewDocument', { source: WATCH });
    await tab('Page.navigate', { url: host.site + view });
    const [frame, ready, whole, longest, listed] = await ask('(async () => { while (!window.results) await new Promise(requestAnimationFrame); return window.results; })()');
    const parts = host.sent.filter(([path]) => path.endsWith('.pack')).map(([, bytes]) => bytes);
    const kB = (parts.reduce((sum, bytes) => sum + bytes, 0) / 1000).toFixed(0);
    all.push(ready);
    console.log(`frame ${frame.toFixed(0)} ms, results ${ready.toFixed(0)} ms (${listed} listed), all ${whole.toFixed(0)} ms, longest task ${longest.toFixed(0)} ms, ${kB} kB of the collection in ${parts.length} requests`);
  } finally {
    await close();
    host.stop();
  }
}
all.sort((a, b) => a - b);
console.log(`median of ${all.length}: ${all[all.length >> 1].toFixed(0)} ms`);
