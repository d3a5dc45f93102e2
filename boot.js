// Starts the app, and the engine's worker: both run the one WebAssembly binary. The worker that reads dropped files
// runs another one, and is started in the same way.
//
// In the page the names of the built files stand in this script's own tag (see `pattern_script` in
// Trunk.toml). In a worker the page sends them with the compiled module or its address, so that nothing is fetched twice. In a single
// file they stand in the page, and a script before this one has left them in `dossierInline` (`dossier build`).

// The rest of the binary (`src/rest.rs`): fetched when a view needs it, put beside the first part, once.
const rest = (globalThis.dossierRest = {
  first: undefined, // the first part's exports
  from: undefined, // an address, bytes, or the module: what a worker is given; a build that was not split has none
  here: false,
  coming: undefined,
  put(module) {
    if (!rest.here) new WebAssembly.Instance(module, { first: rest.first });
    rest.from = module;
    rest.here = true;
  },
  async module() {
    if (rest.from instanceof WebAssembly.Module) return rest.from;
    return WebAssembly.compile(typeof rest.from === "string" ? await rest.bytes() : rest.from);
  },
  // Not streamed: a static host may call the file what it likes.
  async bytes() {
    const answer = await fetch(rest.from);
    if (!answer.ok) throw new Error(`the server says ${answer.status}`);
    return answer.arrayBuffer();
  },
  for_worker: () => rest.from,
  come(module) {
    return (rest.coming = module.then(rest.put).finally(() => { rest.coming = undefined; }));
  },
  is_here: () => rest.here || !rest.from,
  fetch_rest() {
    return rest.is_here() ? Promise.resolve() : rest.coming ?? rest.come(rest.module());
  },
  // Called from within the binary: it cannot wait for a promise.
  fetch_rest_now() {
    if (rest.is_here()) return;
    let bytes = rest.from;
    if (typeof bytes === "string") {
      const request = new XMLHttpRequest();
      request.open("GET", bytes, false);
      // A page may not ask for bytes in this way: it gets them as text, a byte a character.
      request.overrideMimeType("text/plain; charset=x-user-defined");
      request.send();
      if (request.status !== 200) throw new Error("a part of the app could not be fetched: check the connection, then reload the page");
      bytes = Uint8Array.from(request.responseText, (c) => c.charCodeAt(0) & 0xff);
    }
    rest.put(bytes instanceof WebAssembly.Module ? bytes : new WebAssembly.Module(bytes));
  },
});

// What is needed of a collection before anything can be asked of it: its head, or all of it where the host sends no parts.
// `undefined` where neither comes: then who needs it asks, and hears why.
async function fetch_ahead(url, length, ahead) {
  const answer = await fetch(url, { headers: { Range: `bytes=0-${length - 1}` } });
  const plain = (answer.headers.get("Content-Encoding") ?? "identity") === "identity";
  if (answer.status !== 200 && !(answer.status === 206 && plain)) return answer.body?.cancel(), undefined;
  const whole = answer.status === 200;
  const bytes = new Uint8Array(whole ? ahead.length : length);
  for (const reader = answer.body.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) break;
    if (ahead.done + value.length > bytes.length) return reader.cancel(), undefined;
    bytes.set(value, ahead.done);
    ahead.done += value.length;
    if (whole) ahead.total = ahead.length;
    ahead.report?.(ahead.done, ahead.total);
  }
  return ahead.done === bytes.length ? { bytes, whole } : undefined;
}

// Compiled while it comes, where the host names the type.
async function compiled(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: the server says ${answer.status}`);
  const named = answer.headers.get("Content-Type")?.startsWith("application/wasm");
  return named ? WebAssembly.compileStreaming(answer) : WebAssembly.compile(await answer.arrayBuffer());
}

if (typeof document === "undefined") {
  // A worker that was started before it is spoken to is told by its name what it will need: it sees to that on its own thread,
  // while the page's is busy drawing, and compiles the rest of the binary for both.
  const early = name && JSON.parse(name);
  const module = early && compiled((rest.from = early.rest));
  if (early) {
    import(early.script).catch(() => { /* it is told when it is needed */ });
    module.then((rest) => postMessage({ rest }), () => { /* the same */ });
    const ahead = (globalThis.dossierAhead = { ...early.pack, done: 0 });
    ahead.come = fetch_ahead(ahead.url, ahead.total, ahead).catch(() => undefined);
  }
  addEventListener("message", async ({ data }) => {
    try {
      rest.from ??= data.rest;
      const glue = await import(data.script);
      rest.first = await glue.default({ module_or_path: data.module });
      if (early) rest.put(await module);
      rest.first.start?.(); // the reader starts by itself
    } catch (error) {
      postMessage({ kind: "failed", message: String(error) });
    }
  }, { once: true });
} else {
  const inline = globalThis.dossierInline;
  const names = inline ? {} : document.querySelector("script[data-wasm]").dataset;
  const whole = (name) => new URL(name, document.baseURI);
  try {
    const theme = localStorage.getItem("dossier-theme");
    if (theme) document.documentElement.dataset.theme = theme;
  } catch { /* storage is closed to this page: the system's theme it is */ }
  const dossier = (window.dossier = { version: undefined });
  dossier.ready = new Promise((open, fail) => {
    addEventListener("dossier-ready", () => open(), { once: true });
    addEventListener("dossier-failed", (event) => fail(new Error(event.detail)), { once: true });
  });
  dossier.ready.catch(() => { /* the page says so itself */ });
  rest.from = inline ? inline.rest : names.rest && whole(names.rest).href;
  const wasm = inline ? inline.wasm : compiled(whole(names.wasm));
  if (!inline) wasm.catch(() => { /* it is told below */ });
  // A copied link leads to what the rest shows: it comes beside the first part, not after it. And of the collection, which is
  // long, comes what its first answer needs, on pages that ask something of it: the overview has its answers beside the page,
  // and files of one's own are read without it.
  const asks = /^#\/(documents?|timeline|entity|entities|themes?|ledger|compare|about)(?![^/?])/.test(location.hash) || /^#\/(overview)?\?./.test(location.hash);
  const pack = document.querySelector("meta[name=dossier-pack]");
  const [head, list, length] = ["head", "list", "length"].map((part) => Number(pack?.dataset[part]));
  let ahead;
  if (rest.from && asks && head > 0 && length > 1 << 18 && !/[?&]in=/.test(location.hash)) {
    const total = list > head && /^#\/documents\b/.test(location.hash) ? list : head;
    const script = whole(names.script).href;
    const coming = (globalThis.dossierAhead = {});
    // The worker that will read it need not wait for the page. One that does not run is started again by who needs it.
    ahead = new Promise((given, fail) => {
      coming.running = new Promise((said) => {
        const { src } = document.querySelector("script[data-wasm]");
        const name = JSON.stringify({ script, rest: rest.from, pack: { url: whole(pack.content).href, head, total, length, hash: location.hash, tall: innerHeight } });
        const worker = (coming.worker = new Worker(src, { type: "module", name }));
        const ended = (data) => { said(data); fail(new Error("the worker does not run")); };
        worker.onmessage = ({ data }) => data?.rest ? given(data.rest) : ended(data);
        worker.onerror = () => { worker.terminate(); ended(); };
        wasm.then((module) => worker.postMessage({ script, module }), () => ended());
      }).catch(fail);
    }).catch(() => rest.module());
  } else if (rest.from && /^#\/./.test(location.hash)) {
    ahead = rest.module();
  }
  ahead?.catch(() => { /* it is told when it is needed */ });
  const glue = inline ?? await import(whole(names.script));
  // Whoever reaches for something will need it in a moment.
  for (const kind of ["pointerover", "focusin", "touchstart", "dragenter"]) {
    addEventListener(kind, ({ target }) => {
      if (rest.first && (kind === "dragenter" || target.closest?.("a, input, button"))) rest.fetch_rest().catch(() => { /* it is told when it is needed */ });
    }, { passive: true });
  }
  rest.first = await glue.default({ module_or_path: await wasm });
  if (ahead) rest.come(ahead).catch(() => { /* the same */ });
  rest.first.start?.();
}
