// The search engine of Dossier for any site: feed rows or open a pack, search, count facets.
// See dossier-engine.d.ts for types and example.html for a page that uses it.

// Text and bytes go over a desk in the module's memory: see src/door.rs.
const encoder = new TextEncoder(), decoder = new TextDecoder();
const view = (module, place, length) => new Uint8Array(module.memory.buffer, place, length);

/** Lays texts on the desk one behind the other; returns the length of each. */
function lay(module, texts) {
  const most = texts.reduce((sum, text) => sum + text.length * 3, 0);
  let desk = view(module, module.room(most), most);
  return texts.map(text => {
    const { written } = encoder.encodeInto(text, desk);
    desk = desk.subarray(written);
    return written;
  });
}

/** What lies on the desk after a call that returned its length; below zero it is why the call failed. */
function taken(module, length) {
  const bytes = view(module, module.said(), Math.abs(length));
  if (length < 0) throw new Error(decoder.decode(bytes));
  return bytes;
}

/** A module by its file's name, or of what is given for it. */
async function compiled(name, given) {
  if (given) return given instanceof WebAssembly.Module ? given : WebAssembly.compile(given);
  const address = new URL(name, import.meta.url);
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status} ${answer.statusText}`);
  // Compiled while it comes, where the host names the type.
  const streams = answer.headers.get('Content-Type')?.startsWith('application/wasm');
  return streams ? WebAssembly.compileStreaming(answer) : WebAssembly.compile(await answer.arrayBuffer());
}

const load = async (name, given, imports = {}) => (await WebAssembly.instantiate(await compiled(name, given), imports)).exports;

let core, rest, writer, last = 0;
// The packs that are open, by number. Their bytes stay here, or further away: the engine copies what it needs, when it needs it.
const packs = new Map();
// Those of another frame are bytes, too.
const bytesOf = pack => new Uint8Array(pack.buffer, pack.byteOffset, pack.byteLength);
const whole = bytes => ({ length: bytes.length, part: (start, end) => bytes.subarray(start, end) });
const REST = 'dossier-engine-rest.wasm';
const page = {
  read(pack, start, end, place) {
    const part = packs.get(pack).part(start, end);
    if (part) view(core, place, end - start).set(part);
    return part ? 1 : 0;
  },
  // Called from within, by a question that needs the rest of the module: it cannot wait.
  fetch_rest_now() {
    if (rest === true) return;
    new WebAssembly.Instance(rest ?? new WebAssembly.Module(fetchedNow(REST)), { first: core });
    rest = true;
  },
};

function fetchedNow(name) {
  if (typeof XMLHttpRequest === 'undefined') throw new Error(`give start() what is in ${name}, too: nothing can be fetched here`);
  const request = new XMLHttpRequest();
  request.open('GET', new URL(name, import.meta.url), false);
  // A page may not ask for bytes in this way: it gets them as text, a byte a character.
  request.overrideMimeType('text/plain; charset=x-user-defined');
  request.send();
  if (request.status !== 200) throw new Error(`${name}: ${request.status} ${request.statusText}`);
  return Uint8Array.from(request.responseText, letter => letter.charCodeAt(0) & 0xff);
}

const PIECE = 1 << 22;

/** A pack of which parts are read as they are asked for. */
class Distant {
  /** `near` are its bytes, if they are to be put aside yet. */
  constructor(length, read, near) { Object.assign(this, { length, read, near }); }

  part(start, end) {
    const part = this.near?.subarray(start, end) ?? this.come?.get(`${start}-${end}`);
    if (!part) this.wanted.push([start, end]);
    return part;
  }

  /** Puts the bytes where the browser keeps Blobs, outside of the page, piece by piece: each is in memory twice on its way. */
  async putAside() {
    const pieces = [];
    try {
      for (let start = 0; start < this.length; start += PIECE) {
        // Closed meanwhile, there is nothing to put aside.
        if (!this.near) return;
        const piece = new Blob([this.near.subarray(start, start + PIECE)]);
        await ofBlob(piece)(0, 1);
        pieces.push(piece);
      }
      this.read = ofBlob(new Blob(pieces));
      this.near = undefined;
    } catch {} // There is no room for them elsewhere: they stay.
  }

  /** Asks again until the parts are here that the answer needs. The engine copies them: none is kept here. */
  async answer(ask) {
    const come = new Map();
    for (;;) {
      const wanted = this.wanted = [];
      this.come = come;
      try {
        return ask();
      } catch (error) {
        if (!wanted.length) throw error;
      } finally {
        this.come = undefined;
      }
      await Promise.all(wanted.map(async ([start, end]) => {
        const part = await this.read(start, end);
        if (part.length !== end - start) throw new Error(`bytes ${start} to ${end} of the pack: ${part.length} came`);
        come.set(`${start}-${end}`, part);
      }));
    }
  }
}

async function fetched(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status} ${answer.statusText}`);
  return new Uint8Array(await answer.arrayBuffer());
}

const ofBlob = blob => async (start, end) => new Uint8Array(await blob.slice(start, end).arrayBuffer());

/** So much is read of a pack to see what it is. */
const FIRST = 1 << 15;

async function far(pack) {
  const here = bytes => new Distant(bytes.length, undefined, bytes);
  if (ArrayBuffer.isView(pack)) return here(bytesOf(pack));
  if (pack instanceof Blob) return new Distant(pack.size, ofBlob(pack));
  const ask = async (start, end) => {
    const answer = await fetch(pack, { headers: { Range: `bytes=${start}-${end - 1}` } });
    // Of an empty file there is no part.
    if (!answer.ok && answer.status !== 416) throw new Error(`${pack}: ${answer.status} ${answer.statusText}`);
    const bytes = new Uint8Array(await answer.arrayBuffer());
    const length = Number(answer.headers.get('Content-Range')?.split('/')[1]);
    return { bytes, length: answer.status === 200 ? bytes.length : length, part: answer.status === 200 ? bytes.subarray(start, end) : bytes };
  };
  const { bytes, length } = await ask(0, FIRST);
  // The host sends no parts, or does not say of what they are parts.
  if (length === bytes.length) return here(bytes);
  if (!length) return here(await fetched(pack));
  return new Distant(length, async (start, end) => end <= bytes.length ? bytes.subarray(start, end) : (await ask(start, end)).part);
}

let starting, startingWriter;
/** Loads the Wasm. Called by itself; call it early to load it early, or with modules or bytes of your own. */
export const start = (given, givenRest) => starting ||= load('dossier-engine.wasm', given, { page }).then(exports => {
  core = exports;
  // What a first question does not run comes behind. Whoever asks for it sooner, or in vain, is told then.
  compiled(REST, givenRest).then(module => { rest ??= module; }, () => {});
  // The browser compiles what is called: better while the pack is on its way than when somebody types.
  core.warm();
});
/** Loads what makes packs, a module of its own. Called by itself, when the first one is made. */
export const startWriter = given => startingWriter ||= load('dossier-engine-writer.wasm', given).then(exports => { writer = exports; });

const clean = value => String(value).replace(/[\t\r\n]+/g, ' ');
const list = value => value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];

export class Engine {
  #pack;
  #distant;
  constructor(pack, distant) {
    this.#pack = pack;
    this.#distant = distant;
  }

  /** Opens a pack: its bytes, or its URL. */
  static async open(pack) {
    const bytes = ArrayBuffer.isView(pack) ? bytesOf(pack) : fetched(pack);
    const [, here] = await Promise.all([start(), bytes]);
    return Engine.#over(whole(here));
  }

  /** Opens a pack that lies elsewhere: a Blob, a URL whose host sends parts of files, or bytes, which are put aside. Its questions
   * are awaited. */
  static async distant(pack) {
    const [, there] = await Promise.all([start(), far(pack)]);
    return Engine.#over(there);
  }

  static async #over(pack) {
    const number = ++last;
    packs.set(number, pack);
    const open = () => taken(core, core.open(number, pack.length));
    try {
      await (pack.answer ? pack.answer(open) : open());
    } catch (error) {
      packs.delete(number);
      throw error;
    }
    // Whoever opened it has something to ask first.
    if (pack.near) setTimeout(() => pack.putAside());
    return new Engine(number, pack.answer && pack);
  }

  /** Makes an engine from rows: { id, title, text, date, url, facets }, any other field is a facet too. */
  static async build(rows, options) {
    return Engine.open(await Engine.pack(rows, options));
  }

  /** Makes a pack from rows. */
  static async pack(rows, { stemming = '', texts = true, unread = said => console.warn(said) } = {}) {
    await startWriter();
    writer.begin(texts, ...lay(writer, [stemming]));
    let number = 0;
    for (const row of rows) {
      const { id = String(++number), title, text, caption, date, url, facets = {}, ...rest } = row;
      let beside = '';
      for (const day of list(date)) beside += `@published\t${clean(day)}\n`;
      for (const name in facets) for (const value of list(facets[name])) beside += `${clean(name)}\t${clean(value)}\n`;
      for (const name in rest) for (const value of list(rest[name])) beside += `${clean(name)}\t${clean(value)}\n`;
      const shown = texts ? JSON.stringify({ title, date, url }) : 'null';
      const words = [title, text].map(words => String(words ?? ''));
      const dates = taken(writer, writer.add(...lay(writer, [String(id), ...words, list(caption).join('\n'), shown, beside])));
      if (dates.length) unread(`row ${id}: no date: ${decoder.decode(dates).trim().split('\n').join(', ')}`);
    }
    return taken(writer, writer.finish()).slice();
  }

  /** How many documents there are. */
  get documents() { return core.documents(this.#pack); }

  /** Bytes of Wasm memory in use, code and other packs included. */
  get memory() { return core.memory.buffer.byteLength; }

  /** Finds documents; a promise of them where the pack is far. */
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
    const ask = () => JSON.parse(decoder.decode(taken(core, core.search(this.#pack, ...lay(core, [query, settings])))));
    return this.#distant ? this.#distant.answer(ask) : ask();
  }

  /** Frees the memory of the pack. */
  close() {
    core.close(this.#pack);
    packs.delete(this.#pack);
    if (this.#distant) this.#distant.near = undefined;
  }
}
