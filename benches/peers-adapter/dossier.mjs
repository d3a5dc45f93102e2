// The adapter for a harness that runs search engines side by side in one browser: see README.md here.
// `engine/` must lie beside this file: tools/engine.sh benches/peers-adapter/engine
import { Engine, start, startWriter } from './engine/dossier-engine.js';

// Rows one at a time: a text of 100 MB is never split at once.
function* rows(jsonl, facets) {
  for (let i = 0; i < jsonl.length;) {
    let j = jsonl.indexOf('\n', i);
    if (j < 0) j = jsonl.length;
    if (j > i) {
      const row = JSON.parse(jsonl.slice(i, j));
      yield facets ? row : { id: row.id, title: row.title, text: row.text };
    }
    i = j + 1;
  }
}

// Node fetches no files: there the Wasm is read from disk.
async function inNode(name) {
  if (typeof process !== 'object' || !process.versions?.node) return undefined;
  const { readFile } = await import('node:fs/promises');
  return readFile(new URL(`./engine/${name}.wasm`, import.meta.url));
}

const LANGUAGE = {
  and: text => text,
  or: text => text.split(' ').join(' OR '),
  phrase: text => `"${text}"`,
  prefix: text => text,
  fuzzy: text => text, // a word that no document holds is corrected
  nl: text => text,
};

// default: whole words. stem: English, as `dossier build` does for an English collection. faceted: dates and
// facets are indexed, and counted with every query.
export default {
  async create(variant = 'default') {
    const stemming = variant === 'stem' ? 'english' : '';
    await start(await inNode('dossier-engine'), await inNode('dossier-engine-rest'));
    let engine, bytes;
    return {
      async load(jsonl) {
        await startWriter(await inNode('dossier-engine-writer'));
        bytes = await Engine.pack(rows(jsonl, variant === 'faceted'), { stemming, texts: false });
        engine = await Engine.open(bytes);
      },
      save: () => bytes,
      // The pack is put aside: the page's memory holds what was asked for alone.
      async open(pack) { engine = await Engine.distant(pack); },
      memory: () => engine.memory,
      async search({ text, mode }, k) {
        const options = { limit: k, typing: mode === 'prefix' };
        if (mode === 'nl') options.words = 'any';
        if (variant === 'faceted') Object.assign(options, { facets: ['topic', 'place', 'people', 'orgs', 'exchange', 'split', 'dateline'], histogram: 'published' });
        const { hits } = await engine.search(LANGUAGE[mode](text), options);
        return hits.map(hit => hit.id);
      },
    };
  },
};
