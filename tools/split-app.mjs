// Splits the app's binary and the reader's in two each (crates/split, tools/later.txt, tools/later-reader.txt), makes all
// parts small, gives the app's names that tell their content, and writes those into the page. The reader's are named by
// tools/name-reader.mjs. Run by Trunk after a build (see Trunk.toml); `make serve` and `make watch`, which build without
// --release, leave the binaries as they are: larger, sooner there.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

if (process.env.TRUNK_PROFILE !== 'release') process.exit(0);

const dist = process.env.TRUNK_STAGING_DIR ?? process.argv[2];
const target = process.env.CARGO_TARGET_DIR ?? 'target';
const features = ['bulk-memory', 'nontrapping-float-to-int', 'sign-ext', 'mutable-globals', 'multivalue', 'reference-types'];

const run = (command, ...flags) => execFileSync(command, flags, { stdio: ['ignore', 'inherit', 'inherit'] });
run('cargo', 'build', '--quiet', '--locked', '--package', 'dossier-split');

/** Takes a binary apart: `built` becomes the files `first` and `rest`. */
const split = (built, later, linked, first, rest) => {
  const [from, to] = [join(dist, built), [first, rest].map((name) => join(dist, name))];
  const parts = ['first', 'rest'].map((part) => join(dist, `${part}.part.wasm`));
  run(join(target, 'debug', 'dossier-split'), from, later, ...parts, join(target, 'wasm32-unknown-unknown', 'web', linked));
  rmSync(from);
  parts.forEach((part, at) => {
    run('wasm-opt', '-Oz', ...features.map((feature) => `--enable-${feature}`), part, '-o', to[at]);
    rmSync(part);
  });
};

const app = readdirSync(dist).find((name) => /^dossier-app-.*_bg\.wasm$/.test(name));
if (!app) throw new Error(`${dist} has no dossier-app-*_bg.wasm`);
split(app, 'tools/later.txt', 'dossier-app.wasm', 'first.wasm', 'rest.wasm');
split('dossier-reader_bg.wasm', 'tools/later-reader.txt', 'dossier-reader.wasm', 'dossier-reader_bg.wasm', 'dossier-reader-rest.wasm');

const named = (part) => {
  const file = join(dist, `${part}.wasm`);
  const hash = createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 16);
  renameSync(file, join(dist, `dossier-${part}-${hash}.wasm`));
  return `dossier-${part}-${hash}.wasm`;
};
const [first, rest] = ['first', 'rest'].map(named);

const page = join(dist, 'index.html');
const html = readFileSync(page, 'utf8');
const changed = html.replaceAll(app, first).replace(/data-wasm="([^"]*)"/, (tag, name) => `${tag} data-rest="${name.replace(first, rest)}"`);
if (!changed.includes(`${rest}"`)) throw new Error('index.html has no script with data-wasm: see pattern_script in Trunk.toml');
writeFileSync(page, changed);
