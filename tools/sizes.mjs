// What a first visit downloads: each file's size, plain and in brotli (quality 11), and the total.
// Usage: node tools/sizes.mjs DIST [--budget BYTES]
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

const [dist, ...flags] = process.argv.slice(2);
const budget = flags[0] === '--budget' ? Number(flags[1]) : Infinity;
const brotli = (bytes) =>
  brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }).length;
const kB = (bytes) => `${(bytes / 1000).toFixed(1)} kB`.padStart(10);

// Fetched on a first visit: the page and what it names. The rest (source maps, what is fetched on demand) is not.
// Named in the page, and fetched when first used: the rest of the app (any view but the overview, and searching), and the
// reader of dropped files.
// A site with a pack of its own opens it in a worker, which takes the rest of the app at once.
const page = readFileSync(join(dist, 'index.html'), 'utf8');
const later = page.includes('name="dossier-pack"') ? /<meta name="dossier-reader"[^>]*>/g : /<meta name="dossier-reader"[^>]*>| data-rest="[^"]*"/g;
const html = page.replace(later, '');
const boot = readdirSync(dist).filter((name) => /^boot.*\.js$/.test(name)).map((name) => readFileSync(join(dist, name), 'utf8')).join('\n');
const files = readdirSync(dist, { recursive: true })
  .filter((name) => /\.(html|js|mjs|css|wasm|pack|svg|webmanifest)$/.test(name))
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
for (const name of readdirSync(dist).filter((name) => /^dossier-(rest|reader).*\.(js|wasm)$/.test(name) && !files.includes(name)).sort().reverse()) {
  const bytes = readFileSync(join(dist, name));
  const when = name.startsWith('dossier-rest') ? 'once, when another view or a search is first reached for' : 'when files are first opened';
  console.log(`${kB(bytes.length)} ${kB(brotli(bytes))}  ${name}, ${when}`);
}
if (small > budget) {
  console.error(`sizes: the first visit is ${small} bytes in brotli; the budget is ${budget}`);
  process.exit(1);
}
