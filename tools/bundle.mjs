// Puts the app together as Trunk does without --release, by the same two files (index.html and Trunk.toml), for `make serve`:
// building Trunk takes half as long as building the app. What these files ask for and this does not know, it refuses.
//
//   node tools/bundle.mjs FOLDER      compiles, and bundles into the folder
//   node tools/bundle.mjs --compile   compiles alone: for that tools/bindgen need not be there
//   node tools/bundle.mjs --check     says whether it knows all that the two files ask for
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const TARGET = 'wasm32-unknown-unknown';
/** What each kind of link may say. A value that is fixed is the only one that is understood; `''` is an attribute without one. */
const KINDS = {
  'copy-file': { href: /./, 'data-integrity': /^none$/ },
  css: { href: /./, 'data-integrity': /^none$/ },
  rust: {
    href: /Cargo\.toml$/, 'data-bin': /./, 'data-cargo-profile-release': /./, 'data-cargo-profile-dev': /./, 'data-type': /^worker$/, 'data-bindgen-target': /^web$/,
    'data-wasm-opt': /^0$/, 'data-no-demangle': /^$/, 'data-integrity': /^none$/,
  },
};

const run = (command, flags, env = {}) => execFileSync(command, flags, { stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...env } });

/** The links of a page that are for Trunk: `{ tag, rel, …attributes }`. */
function links(html) {
  return [...html.matchAll(/<link data-trunk\b([^>]*)>/g)].map(([tag, text]) => {
    const said = Object.fromEntries([...text.matchAll(/([\w-]+)(?:="([^"]*)")?/g)].map(([, name, value]) => [name, value ?? '']));
    const { rel, ...attributes } = said;
    if (!KINDS[rel]) throw new Error(`index.html: tools/bundle.mjs knows no link of kind "${rel}": ${tag}`);
    for (const [name, value] of Object.entries(attributes)) {
      if (!KINDS[rel][name]?.test(value)) throw new Error(`index.html: tools/bundle.mjs knows no ${name}="${value}" of a link of kind "${rel}": ${tag}`);
    }
    const needed = rel === 'rust' ? ['data-bin', 'data-cargo-profile-dev', 'data-wasm-opt', 'data-no-demangle'] : ['href'];
    for (const name of needed) if (!(name in attributes)) throw new Error(`index.html: tools/bundle.mjs needs ${name} in ${tag}`);
    return { tag, rel, ...attributes };
  });
}

/** What Trunk.toml says of the build: its patterns, where the page is at home, and the hooks by their stage. */
function settings(toml) {
  const sections = [];
  for (const line of toml.split('\n')) {
    const [, header] = /^\[+([\w.]+)\]+$/.exec(line) ?? [];
    const [, key, value] = /^(\w+) = (.+)$/.exec(line) ?? [];
    if (header) sections.push({ header });
    else if (key && sections.length) sections.at(-1)[key] = value.startsWith("'") ? value.slice(1, -1) : JSON.parse(value);
    else if (line && !line.startsWith('#')) throw new Error(`Trunk.toml: tools/bundle.mjs cannot read "${line}"`);
  }
  const { pattern_script, pattern_preload, public_url } = sections.find(({ header }) => header === 'build') ?? {};
  if (!pattern_script || !pattern_preload || !public_url) throw new Error('Trunk.toml: tools/bundle.mjs needs pattern_script, pattern_preload and public_url');
  const hooks = sections.filter(({ header }) => header === 'hooks');
  const unknown = hooks.find(({ stage }) => !['pre_build', 'post_build'].includes(stage));
  if (unknown) throw new Error(`Trunk.toml: tools/bundle.mjs knows no hook of stage "${unknown.stage}"`);
  return { pattern_script, pattern_preload, base: public_url, hooks };
}

/** Compiles all binaries at once: apart, each would have the crates that both use compiled with its own features. */
function compile() {
  const binaries = asked.filter(({ rel }) => rel === 'rust');
  const [profile, ...others] = new Set(binaries.map((link) => link['data-cargo-profile-dev']));
  if (others.length) throw new Error(`index.html: tools/bundle.mjs compiles all with one profile, not with ${profile} and ${others}`);
  const flags = binaries.flatMap((link) => {
    const manifest = link.href ?? 'Cargo.toml';
    const [, name] = /^\[package\]\nname = "(.+)"$/m.exec(readFileSync(manifest, 'utf8')) ?? [];
    if (!name) throw new Error(`${manifest} names no package`);
    return ['--package', name, '--bin', link['data-bin']];
  });
  run('cargo', ['build', '--locked', '--target', TARGET, '--profile', profile, ...flags]);
  return join(process.env.CARGO_TARGET_DIR ?? 'target', TARGET, profile);
}

/** Makes the folder `dist` anew. */
function bundle(dist) {
  const staging = `${dist}.staging`;
  const hook = (stage) => {
    const env = { TRUNK_PROFILE: 'debug', TRUNK_STAGING_DIR: staging };
    for (const { command, command_arguments } of hooks.filter((one) => one.stage === stage)) run(command, command_arguments, env);
  };
  const hash = (file) => createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 16);

  rmSync(staging, { recursive: true, force: true });
  mkdirSync(staging, { recursive: true });
  hook('pre_build');
  const built = compile();
  let page = html;
  /** What each kind of link does, and what stands in the page in its place. */
  const does = {
    'copy-file': ({ href }) => {
      copyFileSync(href, join(staging, basename(href)));
      return '';
    },
    css: ({ href }) => {
      const name = `${basename(href, '.css')}-${hash(href)}.css`;
      copyFileSync(href, join(staging, name));
      return `<link rel="stylesheet" href="${base}${name}" data-integrity="none"/>`;
    },
    rust: (link) => {
      const bin = link['data-bin'];
      const wasm = join(built, `${bin}.wasm`);
      run('dossier-bindgen', [wasm, bin, staging]);
      // As with Trunk a worker's files keep their names, and those of the page tell their content.
      if (link['data-type'] === 'worker') return '';
      const names = { base, js: `${bin}-${hash(wasm)}.js`, wasm: `${bin}-${hash(wasm)}_bg.wasm` };
      renameSync(join(staging, `${bin}.js`), join(staging, names.js));
      renameSync(join(staging, `${bin}_bg.wasm`), join(staging, names.wasm));
      const filled = (pattern) => pattern.replace(/\{(\w+)\}/g, (_, key) => names[key]);
      page = page.replace('</head>', (end) => filled(pattern_preload) + end);
      return filled(pattern_script);
    },
  };
  for (const link of asked) {
    const shown = does[link.rel](link);
    page = page.replace(link.tag, () => shown);
  }
  writeFileSync(join(staging, 'index.html'), page);
  hook('post_build');
  rmSync(dist, { recursive: true, force: true });
  renameSync(staging, dist);
}

let html, asked, base, pattern_script, pattern_preload, hooks;
try {
  html = readFileSync('index.html', 'utf8');
  asked = links(html);
  ({ base, pattern_script, pattern_preload, hooks } = settings(readFileSync('Trunk.toml', 'utf8')));
  const [what] = process.argv.slice(2);
  if (!what) throw new Error('say where to: node tools/bundle.mjs FOLDER');
  if (what === '--compile') compile();
  else if (what !== '--check') bundle(what);
} catch (error) {
  console.error(`bundle: ${error.message}`);
  process.exit(1);
}
