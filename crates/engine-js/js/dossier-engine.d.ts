/** A row. Any other field is a facet: a string, or many. */
export interface Row {
  id?: string;
  title?: string;
  text?: string;
  caption?: string | string[];
  /** EDTF, or a time stamp, of which the day counts. */
  date?: string | string[] | null;
  url?: string;
  facets?: Record<string, string | string[]>;
  [facet: string]: unknown;
}

export interface BuildOptions {
  /** Bring English words of one stem together. Default: no stemming. */
  stemming?: '' | 'english';
  /** Keep the texts, for snippets. Default: true. */
  texts?: boolean;
  /** Is told, row by row, which dates could not be read and were left out. Default: console.warn. */
  unread?: (message: string) => void;
}

export interface SearchOptions {
  /** Default 10. */
  limit?: number;
  offset?: number;
  /** The query is still being typed: its last word is a prefix. */
  typing?: boolean;
  /** 'any': a question in natural language; any word will do, more and rarer ones first. */
  words?: 'all' | 'any';
  sort?: 'relevance' | 'newest' | 'oldest' | 'title';
  /** Give each hit its row and a snippet. */
  snippets?: boolean;
  /** Values that documents must have, by facet. '' stands for having none. */
  include?: Record<string, string | string[]>;
  exclude?: Record<string, string | string[]>;
  /** Facets of which any included value will do; otherwise all must hold. */
  any?: string | string[];
  /** By axis (rows' dates are on 'published'): an EDTF value or range. */
  dates?: Record<string, string | { range?: string; certainly?: boolean; undated?: boolean }>;
  /** Facets to count. */
  facets?: string | string[];
  /** Values of each facet at most, beside those that are filtered. Default 10. */
  facetLimit?: number;
  /** An axis to draw the found documents on. */
  histogram?: string;
}

export interface Hit {
  id: string;
  score: number;
  row?: { title?: string; date?: string | string[]; url?: string };
  /** Pieces of text by turns plain and marked, beginning with a plain one. */
  snippet?: string[];
}

export interface FacetValue {
  value: string;
  /** Documents found if it were included too. */
  count: number;
  /** Documents found if it were the only included value of the facet. */
  only: number;
  /** Documents found if it were excluded. */
  without: number;
  state?: 'included' | 'excluded';
}

export interface Result {
  total: number;
  hits: Hit[];
  /** How the query was read, in words. */
  interpretation: string;
  /** What was done because too little was found. */
  notes: string[];
  /** What could not be read as written; start and end are bytes of the query in UTF-8. */
  mistakes: { start: number; end: number; message: string; suggestion?: string }[];
  facets?: Record<string, { of: number; none: number; values: FacetValue[] }>;
  histogram?: { undated: number; bins: { from: string; to: string; possibly: number; certainly: number }[] };
}

/** Loads the Wasm; it is called by itself. Give it compiled modules or their bytes (`dossier-engine.wasm`, and
 * `dossier-engine-rest.wasm`, which a page fetches behind it) where there is nothing to fetch. */
export function start(module?: WebAssembly.Module | BufferSource, rest?: WebAssembly.Module | BufferSource): Promise<void>;

/** The same for the module that makes packs; only `build` and `pack` need it. */
export function startWriter(module?: WebAssembly.Module | BufferSource): Promise<void>;

export class Engine {
  /** Opens a pack: its bytes, or its URL. */
  static open(pack: Uint8Array | string | URL): Promise<Engine>;
  /** Opens a pack that lies elsewhere, and reads of it what questions need, once: a Blob; a URL whose host sends parts of
   * files (range requests; of one that does not the whole is read); or bytes, which are put aside as a Blob, so that the
   * page's memory holds what was asked for alone. Keep no reference to them then. */
  static distant(pack: Uint8Array | Blob | string | URL): Promise<DistantEngine>;
  /** Makes an engine from rows. */
  static build(rows: Iterable<Row>, options?: BuildOptions): Promise<Engine>;
  /** Makes a pack from rows: what `open` opens. */
  static pack(rows: Iterable<Row>, options?: BuildOptions): Promise<Uint8Array>;
  readonly documents: number;
  /** Bytes of Wasm memory. */
  readonly memory: number;
  search(query: string, options?: SearchOptions): Result;
  close(): void;
}

/** An engine over a pack that lies elsewhere. */
export interface DistantEngine extends Omit<Engine, 'search'> {
  search(query: string, options?: SearchOptions): Promise<Result>;
}
