// What a first visit downloads: each file's size, plain and in brotli (quality 11), and the total.
// Usage: node tools/sizes.mjs DIST [--budget BYTES] [--reader-budget BYTES]
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

const [dist, ...flags] = process.argv.slice(2);
const flag = (name) => (flags.includes(name) ? Number(flags[flags.indexOf(name) + 1]) : Infinity);
const [budget, readerBudget] = [flag('--budget'), flag('--reader-budget')];
const brotli = (bytes) =>
  brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }).length;
const kB = (bytes) => `${(bytes / 1000).toFixed(1)} kB`.padStart(10);

// Fetched on a first visit: the page and what it names. The rest (source maps, what is fetched on demand) is not.
// Named in the page, and fetched when first used: the rest of the app (any view but the overview, and searching), and the
// reader of dropped files.
// A site's pack is fetched with the rest: its front page comes before both.
const page = readFileSync(join(dist, 'index.html'), 'utf8');
const later = /<meta name="dossier-(reader|pack)"[^>]*>| data-rest="[^"]*"/g;
const html = page.replace(later, '');
const boot = readdirSync(dist).filter((name) => /^boot.*\.js$/.test(name)).map((name) => readFileSync(join(dist, name), 'utf8')).join('\n');
const files = readdirSync(dist, { recursive: true })
  .filter((name) => /\.(html|js|mjs|css|wasm|front|svg|webmanifest)$/.test(name))
  // A site's plain pages are linked for those without scripts.
  .filter((name) => !name.startsWith('documents'))
  .filter((name) => name === 'index.html' || html.includes(name) || boot.includes(name))
  .sort();
let plain = 0, small = 0;
for (const name of files) {
  const bytes = readFileSync(join(dist, name));
  const packed = brotli(bytes);
  plain += bytes.length;
  small += packed;
  console.log(`${kB(bytes.length)} ${kB(packed)}  ${name}`);
}
console.log(`${kB(plain)} ${kB(small)}  first visit, plain and in brotli`);
let reader = 0;
for (const name of readdirSync(dist).filter((name) => /^dossier-(rest|reader).*\.(js|wasm)$/.test(name) && !files.includes(name)).sort().reverse()) {
  const bytes = readFileSync(join(dist, name));
  const packed = brotli(bytes);
  const isRest = name.startsWith('dossier-reader-rest');
  if (name.startsWith('dossier-reader') && !isRest) reader += packed;
  const when = name.startsWith('dossier-rest') ? 'once, when another view or a search is first reached for'
    : isRest ? 'when files are first opened that are more than text, Markdown or rows' : 'when files are first opened';
  console.log(`${kB(bytes.length)} ${kB(packed)}  ${name}, ${when}`);
}
for (const [what, sum, most] of [['the first visit', small, budget], ['the reader of dropped files', reader, readerBudget]]) {
  if (sum <= most) continue;
  console.error(`sizes: ${what} is ${sum} bytes in brotli; the budget is ${most}`);
  process.exitCode = 1;
}
