// Pictures of every view: narrow and wide, light and dark, from the built site in headless Chromium.
// Usage: node tools/screenshots.mjs DIST OUT [--only NAME,…] [--widths 360,1440] [--axe AXE_JS] [--whole]
// With --axe every view is also held to axe-core, and the run fails on any violation, on any message in the console
// and on any view that is wider than its window. --whole takes the whole page instead of the first window.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, ready as READY } from './chromium.mjs';
import { serve } from './host.mjs';

const [dist, out, ...flags] = process.argv.slice(2);
if (!out || !existsSync(join(dist, 'index.html'))) {
  console.error('screenshots: node tools/screenshots.mjs DIST OUT (run `make app` first)');
  process.exit(2);
}
const flag = (name) => (flags.includes(name) ? flags[flags.indexOf(name) + 1] : undefined);
const only = flag('--only')?.split(',');
const widths = (flag('--widths') ?? '360,1440').split(',').map(Number);
const axe = flag('--axe') && readFileSync(flag('--axe'), 'utf8');
const whole = flags.includes('--whole');

const { site, stop } = await serve(dist);
const { tab, run, events, close } = await chromium();
const open = async (hash) => {
  await tab('Page.navigate', { url: 'about:blank' });
  await tab('Page.navigate', { url: `${site}${hash}` });
  return run(READY());
};

// The views are found from the data: any collection can be photographed.
await tab('Emulation.setDeviceMetricsOverride', { width: 1440, height: 900, deviceScaleFactor: 1, mobile: false });
await open('#/documents?sort=oldest');
const first = (css) => run(`document.querySelector(${JSON.stringify(css)})?.getAttribute('href') ?? ''`);
const documents = await run(`[...document.querySelectorAll('.result-row h2 a')].map((link) => link.getAttribute('href'))`);
await open('#/');
const person = await first('[data-story="person-in-roles"] .entity') || await first('.entity[data-kind="person"]');
const instrument = await first('[data-story="instrument-over-time"] .entity') || await first('.entity[data-kind="instrument"]');
const theme = await first('a.theme');
const compare = await first('[data-story="told-twice"] .story-action a');
const ids = documents.map((href) => href.split('/')[2].split('?')[0]);
const views = [
  ['overview', '#/'], ['documents', '#/documents'], ['documents-search', '#/documents?q=viettel'], ['documents-lines', '#/documents?q=viettel&view=lines'], ['documents-nothing', '#/documents?q=qwxyzzz'],
  ['document', documents[0]], ['document-last', documents.at(-1)], ['document-raw', documents[0] && `${documents[0].split('?')[0]}?view=raw`],
  ['timeline', '#/timeline'], ['entities', '#/entities'], ['person', person], ['instrument', instrument], ['themes', '#/themes'], ['theme', theme],
  ['timeline-lanes', '#/timeline?lanes=instruments'], ['timeline-table', '#/timeline?view=table'],
  ['ledger', '#/ledger'], ['ledger-grouped', '#/ledger?group=addressee&kinds=all'], ['ledger-reported', '#/ledger?view=reported'],
  ['compare-choose', '#/compare'], ['compare', compare || (ids.length > 1 && `#/compare?ids=${ids.slice(0, 2)}`)],
  ['compare-three', ids.length > 2 && `#/compare?ids=${ids.slice(0, 3)}`],
  ['compare-selections', '#/compare?q=viettel&view=selections'], ['about', '#/about'], ['unknown', '#/nowhere'],
].filter(([name, hash]) => hash && (!only || only.includes(name)));

mkdirSync(out, { recursive: true });
let faults = 0;
const fault = (words) => { faults++; console.log(`  ${words}`); };
for (const theme of ['light', 'dark']) {
  await tab('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: theme }] });
  for (const width of widths) {
    const height = width < 760 ? 800 : 900;
    await tab('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false });
    for (const [name, hash] of views) {
      events.length = 0;
      const ready = await open(hash);
      console.log(`${name} ${width} ${theme}`);
      if (!ready) fault('never became ready');
      const wide = await run('document.documentElement.scrollWidth - innerWidth');
      if (wide > 0) fault(`wider than its window by ${wide} px: ${await run(`[...document.querySelectorAll('main *, header *, nav *')].filter((e) => e.getBoundingClientRect().right > innerWidth + 1).slice(0, 4).map((e) => e.tagName + '.' + e.className).join(', ')`)}`);
      const { data } = await tab('Page.captureScreenshot', { format: 'png', captureBeyondViewport: whole });
      writeFileSync(join(out, `${name}-${width}-${theme}.png`), Buffer.from(data, 'base64'));
      if (axe) {
        await run(`${axe}; undefined`);
        const found = await run(`axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations.map((v) => v.id + ': ' + v.help + ' — ' + v.nodes.slice(0, 3).map((n) => n.target.join(' ') + ' ' + (n.any[0]?.message ?? n.all[0]?.message ?? n.none[0]?.message ?? '')).join(' | ')))`);
        found.forEach(fault);
      }
      for (const { method, params } of events) {
        if (method === 'Runtime.exceptionThrown') fault(`exception: ${params.exceptionDetails.exception?.description ?? params.exceptionDetails.text}`);
        if (method === 'Runtime.consoleAPICalled' && ['error', 'warning'].includes(params.type)) fault(`console: ${params.args.map((arg) => arg.value ?? arg.description).join(' ')}`);
        if (method === 'Log.entryAdded' && ['error', 'warning'].includes(params.entry.level)) fault(`log: ${params.entry.text} ${params.entry.url ?? ''}`);
      }
    }
  }
}
await close();
stop();
console.log(faults ? `${faults} faults` : 'no faults');
process.exit(faults ? 1 : 0);
