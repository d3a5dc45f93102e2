// A headless Chromium spoken to through a pipe: no port for it, no library.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A tab: `tab(method, params)` of the DevTools protocol, `run(expression)`, the `events` so far, `close()`. */
export async function chromium() {
  const profile = mkdtempSync(join(tmpdir(), 'dossier-chromium-'));
  const browser = spawn(process.env.CHROMIUM ?? 'chromium', [
    '--headless=new', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run', '--hide-scrollbars',
    '--disable-background-networking', '--disable-component-update', '--disable-sync', '--remote-debugging-pipe', `--user-data-dir=${profile}`, 'about:blank',
  ], { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
  let last = 0;
  let heard = [];
  const waiting = new Map();
  const events = [];
  browser.stdio[4].on('data', (data) => {
    for (let from = 0, end; ; from = end + 1) {
      end = data.indexOf(0, from);
      if (end < 0) {
        heard.push(data.subarray(from));
        break;
      }
      const message = JSON.parse(Buffer.concat([...heard, data.subarray(from, end)]).toString());
      heard = [];
      if (message.id) waiting.get(message.id)?.(message);
      else events.push(message);
    }
  });
  const send = (method, params = {}, sessionId = undefined) => new Promise((done, fail) => {
    const id = ++last;
    waiting.set(id, ({ result, error }) => { waiting.delete(id); error ? fail(new Error(`${method}: ${error.message}`)) : done(result); });
    browser.stdio[3].write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
  });
  const { targetId } = await send('Target.createTarget', { url: 'about:blank' });
  const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true });
  const tab = (method, params) => send(method, params, sessionId);
  await Promise.all([tab('Page.enable'), tab('Runtime.enable'), tab('Log.enable')]);
  const run = async (expression) => {
    const { result, exceptionDetails } = await tab('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  };
  const close = async () => {
    await send('Browser.close').catch(() => {});
    await new Promise((gone) => (browser.exitCode === null ? browser.once('exit', gone) : gone()));
    rmSync(profile, { recursive: true, force: true });
  };
  return { tab, run, events, close };
}

/** True once the page shows its answer and nothing is under way; false when that takes over `seconds`. */
export const ready = (seconds = 10) => `(async () => {
  const still = () => document.querySelector('main')?.dataset.state === 'ready' && !document.querySelector('main .skeleton, main [data-state=pending]');
  for (let i = 0; i < ${seconds * 40} && !still(); i++) await new Promise((on) => setTimeout(on, 25));
  await new Promise((on) => setTimeout(on, 150));
  return still();
})()`;
