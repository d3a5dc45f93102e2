// Splits the app's binary in two (crates/split, tools/later.txt), makes both small, gives them names that tell their
// content, and writes those into the page. Run by Trunk after a release build (see Trunk.toml).
//
// With DOSSIER_SPLIT=no the binary stays as it is: larger, sooner there.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

if (process.env.TRUNK_PROFILE !== 'release' || process.env.DOSSIER_SPLIT === 'no') process.exit(0);

const dist = process.env.TRUNK_STAGING_DIR ?? process.argv[2];
const target = process.env.CARGO_TARGET_DIR ?? 'target';
const linked = join(target, 'wasm32-unknown-unknown', 'web', 'dossier-app.wasm');
const built = readdirSync(dist).find((name) => /^dossier-app-.*_bg\.wasm$/.test(name));
if (!built) throw new Error(`${dist} has no dossier-app-*_bg.wasm`);

const run = (command, ...flags) => execFileSync(command, flags, { stdio: ['ignore', 'inherit', 'inherit'] });
run('cargo', 'build', '--quiet', '--locked', '--package', 'dossier-split');
run(join(target, 'debug', 'dossier-split'), join(dist, built), 'tools/later.txt', join(dist, 'first.wasm'), join(dist, 'rest.wasm'), linked);
rmSync(join(dist, built));

const features = ['bulk-memory', 'nontrapping-float-to-int', 'sign-ext', 'mutable-globals', 'multivalue', 'reference-types'];
const small = (part) => {
  const file = join(dist, `${part}.wasm`);
  run('wasm-opt', '-Oz', ...features.map((feature) => `--enable-${feature}`), file, '-o', file);
  const hash = createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 16);
  renameSync(file, join(dist, `dossier-${part}-${hash}.wasm`));
  return `dossier-${part}-${hash}.wasm`;
};
const [first, rest] = ['first', 'rest'].map(small);

const page = join(dist, 'index.html');
const html = readFileSync(page, 'utf8');
const named = html.replaceAll(built, first).replace(/data-wasm="([^"]*)"/, (tag, name) => `${tag} data-rest="${name.replace(first, rest)}"`);
if (!named.includes(`${rest}"`)) throw new Error('index.html has no script with data-wasm: see pattern_script in Trunk.toml');
writeFileSync(page, named);
