// The search engine of Dossier for any site: feed rows or open a pack, search, count facets.
// See dossier-engine.d.ts for types and example.html for a page that uses it.
import init, { Engine as Core, initSync } from './dossier-engine-core.js';

let started, writing;
/** Loads the Wasm. Called by itself; call it early to load it early, or with a module or bytes of your own. */
export function start(module) {
  started ||= module ? Promise.resolve(initSync({ module })) : init();
  return started;
}

const clean = value => String(value).replace(/[\t\r\n]+/g, ' ');
const list = value => value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];

// What makes packs is a module of its own, loaded when the first one is made.
async function writer(module) {
  writing ||= import('./dossier-engine-writer.js').then(async writer => {
    if (module) writer.initSync({ module });
    else await writer.default();
    return writer.RowWriter;
  });
  return writing;
}
/** Loads what makes packs. Called by itself; call it early to load it early, or with a module or bytes of your own. */
export const startWriter = async module => { await writer(module); };

export class Engine {
  #core; #bytes;
  constructor(core, bytes) { this.#core = core; this.#bytes = bytes; }

  /** Opens a pack: its bytes, or its URL. */
  static async open(pack) {
    const memory = await start();
    if (!(pack instanceof Uint8Array)) {
      const answer = await fetch(pack);
      if (!answer.ok) throw new Error(`${pack}: ${answer.status} ${answer.statusText}`);
      pack = new Uint8Array(await answer.arrayBuffer());
    }
    // The bytes stay here: the engine copies what it needs, when it needs it.
    const source = { read: (start, end) => pack.subarray(start, end) };
    return new Engine(new Core(source, pack.length), memory);
  }

  /** Makes an engine from rows: { id, title, text, date, url, facets }, any other field is a facet too. */
  static async build(rows, options) {
    return Engine.open(await Engine.pack(rows, options));
  }

  /** Makes a pack from rows: what `open` opens. */
  static async pack(rows, { stemming = '', texts = true } = {}) {
    const RowWriter = await writer();
    const rowWriter = new RowWriter(stemming, texts);
    let number = 0;
    for (const row of rows) {
      const { id = String(++number), title = '', text = '', caption = '', date, url, facets = {}, ...rest } = row;
      let beside = '';
      for (const day of list(date)) beside += `@published\t${clean(day)}\n`;
      for (const name in facets) for (const value of list(facets[name])) beside += `${clean(name)}\t${clean(value)}\n`;
      for (const name in rest) for (const value of list(rest[name])) beside += `${clean(name)}\t${clean(value)}\n`;
      const shown = texts ? JSON.stringify({ title, date, url }) : 'null';
      rowWriter.add(String(id), String(title ?? ''), String(text ?? ''), list(caption).join('\n'), shown, beside);
    }
    return rowWriter.finish();
  }

  /** How many documents there are. */
  get documents() { return this.#core.documents; }

  /** Bytes of Wasm memory in use, code and other packs included. */
  get memory() { return this.#bytes.memory.buffer.byteLength; }

  /** Finds documents. */
  search(query, options) {
    let settings = '';
    if (options) {
      const { limit, offset, typing, sort, snippets, words, include, exclude, any, dates, facets, facetLimit, histogram } = options;
      if (limit !== undefined) settings += `limit\t${limit}\n`;
      if (offset) settings += `offset\t${offset}\n`;
      if (typing) settings += 'typing\t\n';
      if (words === 'any') settings += 'words\t\n';
      if (sort) settings += `sort\t${sort}\n`;
      if (snippets) settings += 'snippets\t\n';
      for (const name in include) for (const value of list(include[name])) settings += `+${name}\t${clean(value)}\n`;
      for (const name in exclude) for (const value of list(exclude[name])) settings += `-${name}\t${clean(value)}\n`;
      for (const name of list(any)) settings += `any\t${name}\n`;
      for (const axis in dates) {
        const { range, certainly, undated } = typeof dates[axis] === 'string' ? { range: dates[axis] } : dates[axis];
        settings += undated ? `undated\t${axis}\n` : `${certainly ? '!' : '@'}${axis}\t${clean(range)}\n`;
      }
      for (const name of list(facets)) settings += `facet\t${name}\n`;
      if (facetLimit !== undefined) settings += `facet_limit\t${facetLimit}\n`;
      if (histogram) settings += `histogram\t${histogram}\n`;
    }
    return JSON.parse(this.#core.search(query, settings));
  }

  /** Frees the memory of the pack. */
  close() { this.#core.free(); }
}
