// How smooth a large site is: frames and tasks of the browser's own trace while a person zooms the timeline, scrolls the
// list of results and types into the search.
// Usage: node tools/frames.mjs SITE [PART…] (a site of `dossier build`; tools/collection.mjs makes one's rows). Parts:
// documents typing timeline entities others document; all of them unless told.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, ready } from './chromium.mjs';
import { serve } from './host.mjs';

const [folder] = process.argv.slice(2);
if (!folder || !existsSync(join(folder, 'index.html'))) {
  console.error('frames: node tools/frames.mjs SITE');
  process.exit(2);
}
const { site, stop } = await serve(folder);
const { tab, run, events, close } = await chromium();
await tab('Emulation.setDeviceMetricsOverride', { width: 1440, height: 900, deviceScaleFactor: 1, mobile: false });
const pause = (ms) => new Promise((on) => setTimeout(on, ms));
const open = async (hash) => {
  await tab('Page.navigate', { url: 'about:blank' });
  const start = Date.now();
  await tab('Page.navigate', { url: `${site}${hash}` });
  const is = await run(ready(120));
  return is ? `${Date.now() - start - 150} ms` : 'never ready';
};

const CATEGORIES = ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'disabled-by-default-devtools.timeline.frame', '__metadata', 'toplevel'];
const middle = (sorted, part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;

/** Starts noting when the page itself is given a frame: what a person sees move is these, whatever else is drawn. */
const WATCH = `window.given = []; window.watching = true; requestAnimationFrame(function note(at) { window.given.push(at); if (window.watching) requestAnimationFrame(note); })`;

/** Traces what `steps` does; says how far apart the frames were drawn and how long the page's thread was held. */
const measure = async (name, steps) => {
  events.length = 0;
  await tab('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: CATEGORIES, recordMode: 'recordAsMuchAsPossible' } });
  await run(WATCH);
  const began = Date.now();
  await steps();
  const took = Date.now() - began;
  const given = await run('(window.watching = false, window.given)');
  const apart = given.slice(1).map((at, index) => at - given[index]).sort((a, b) => a - b);
  const late = apart.filter((ms) => ms > 25).length;
  await tab('Tracing.end');
  while (!events.some(({ method }) => method === 'Tracing.tracingComplete')) await pause(20);
  const trace = events.filter(({ method }) => method === 'Tracing.dataCollected').flatMap(({ params }) => params.value);
  // The page's main thread: the renderer thread that handled our input.
  const threads = new Map(trace.filter((e) => e.name === 'thread_name').map((e) => [`${e.pid}.${e.tid}`, e.args.name]));
  const handled = trace.filter((e) => e.name === 'EventDispatch' && threads.get(`${e.pid}.${e.tid}`) === 'CrRendererMain');
  const main = handled.length ? `${handled[0].pid}.${handled[0].tid}` : [...threads].find(([, title]) => title === 'CrRendererMain')?.[0];
  const own = trace.filter((e) => `${e.pid}.${e.tid}` === main);
  // Time on the processor, where the trace knows it: on a busy machine a task also waits for its turn.
  const cost = (e) => (e.tdur ?? e.dur ?? 0) / 1000;
  const all = own.filter((e) => e.name.endsWith('RunTask') && e.dur);
  const tasks = all.map(cost).sort((a, b) => a - b);
  const waited = Math.max(0, ...all.map((e) => e.dur / 1000));
  const drawn = trace.filter((e) => e.name === 'DrawFrame').map((e) => e.ts / 1000).sort((a, b) => a - b);
  const gaps = drawn.slice(1).map((at, index) => at - drawn[index]).sort((a, b) => a - b);
  const busy = tasks.reduce((sum, task) => sum + task, 0);
  const long = tasks.filter((task) => task > 50);
  console.log(`${name.padEnd(40)} requestAnimationFrame: ${given.length}, p50 ${middle(apart, 0.5).toFixed(1)}, p95 ${middle(apart, 0.95).toFixed(1)}, longest ${(apart.at(-1) ?? 0).toFixed(0)} ms apart, ${late} later than 25 ms`);
  console.log(`${''.padEnd(40)} ${String(drawn.length).padStart(4)} frames in ${String(took).padStart(5)} ms, p50 ${middle(gaps, 0.5).toFixed(1)}, p95 ${middle(gaps, 0.95).toFixed(1)} ms apart; `
    + `${(busy / Math.max(1, drawn.length)).toFixed(1)} ms of work a frame; tasks p99 ${middle(tasks, 0.99).toFixed(1)}, longest ${(tasks.at(-1) ?? 0).toFixed(1)} ms (by the clock ${waited.toFixed(0)}), ${long.length} over 50 ms`);
};

const wheel = (x, y, deltaX, deltaY, modifiers = 0) => tab('Input.dispatchMouseEvent', { type: 'mouseWheel', x, y, deltaX, deltaY, modifiers });
const CONTROL = 2;

const wanted = process.argv.slice(3);
const part = (name) => wanted.length === 0 || wanted.includes(name);

console.log(`overview opened in ${await open('#/')}`);
if (part('documents')) {
  console.log(`documents opened in ${await open('#/documents')}`);
  await measure('documents: scroll', async () => {
    for (let step = 0; step < 120; step++) { await wheel(700, 600, 0, 160); await pause(12); }
  });
  await run('scrollTo(0, 0)');
  await measure('documents: jump through the list', async () => {
    for (let step = 1; step <= 20; step++) { await run(`scrollTo(0, document.body.scrollHeight * ${step} / 20)`); await pause(80); }
  });
}
const type = async (words) => {
  await run(`document.querySelector('#search').focus()`);
  for (const key of words) {
    await tab('Input.dispatchKeyEvent', { type: 'keyDown', text: key, key });
    await tab('Input.dispatchKeyEvent', { type: 'keyUp', key });
    await pause(90);
  }
  await run(ready(60));
};
if (part('typing')) {
  await open('#/documents');
  await measure('documents: type "harbour bridges"', () => type('harbour bridges'));
}
for (const hash of !part('timeline') ? [] : ['#/timeline', '#/timeline?lanes=themes', '#/timeline?lanes=organisations']) {
  console.log(`${hash} opened in ${await open(hash)}`);
  const { x, y } = await run(`(({ left, top, width }) => ({ x: Math.round(left + width * 0.4), y: Math.round(Math.max(top, 0) + 120) }))(document.querySelector('.timeline-frame').getBoundingClientRect())`);
  await measure(`${hash}: zoom in and out`, async () => {
    for (let step = 0; step < 120; step++) { await wheel(x, y, 0, step < 70 ? -60 : 60, CONTROL); await pause(12); }
  });
  await measure(`${hash}: pan`, async () => {
    for (let step = 0; step < 120; step++) { await wheel(x, y, step % 40 < 20 ? 40 : -40, 0); await pause(12); }
  });
}
if (part('entities')) {
  console.log(`entities opened in ${await open('#/entities')}`);
  await measure('entities: scroll', async () => {
    for (let step = 0; step < 120; step++) { await wheel(700, 600, 0, 160); await pause(12); }
  });
}
for (const hash of !part('others') ? [] : ['#/ledger', '#/ledger?view=reported', '#/compare', '#/compare?view=selections&q=harbour']) console.log(`${hash} opened in ${await open(hash)}`);
if (part('document')) {
  console.log(`#/document/long opened in ${await open('#/document/long')}`);
  await measure('a long document: scroll', async () => {
    for (let step = 0; step < 120; step++) { await wheel(700, 600, 0, 400); await pause(12); }
  });
}
await close();
stop();
