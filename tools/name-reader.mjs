// Gives the reader's module names that tell their content, and writes them into the page's head.
// Trunk does both for the app itself, but not for workers. Run after a build (see Trunk.toml).
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const dist = process.env.TRUNK_STAGING_DIR ?? process.argv[2];
const named = (file, name) => {
  const hash = createHash('sha256').update(readFileSync(join(dist, file))).digest('hex').slice(0, 16);
  const to = name(hash);
  renameSync(join(dist, file), join(dist, to));
  return to;
};
const wasm = named('dossier-reader_bg.wasm', (hash) => `dossier-reader-${hash}_bg.wasm`);
const script = named('dossier-reader.js', (hash) => `dossier-reader-${hash}.js`);
// There once tools/split-app.mjs has split the module.
const split = 'dossier-reader-rest.wasm';
const rest = existsSync(join(dist, split)) ? [named(split, (hash) => `dossier-reader-rest-${hash}.wasm`)] : [];
const page = join(dist, 'index.html');
const html = readFileSync(page, 'utf8');
const named_in_head = html.replace(/(<meta name="dossier-reader" content=")[^"]*"/, `$1${[script, wasm, ...rest].join(' ')}"`);
if (named_in_head === html) throw new Error('index.html has no <meta name="dossier-reader" content="">');
writeFileSync(page, named_in_head);
