// Starts the app, and the engine's worker: both run the one WebAssembly binary. The worker that reads dropped files
// runs another one, and is started in the same way.
//
// In the page the names of the two built files stand in this script's own tag (see `pattern_script` in
// Trunk.toml). In a worker the page sends them with the compiled module or its address, so that nothing is fetched twice. In a single
// file both stand in the page, and a script before this one has left them in `dossierInline` (`dossier build`).
if (typeof document === "undefined") {
  addEventListener("message", async ({ data }) => {
    try {
      const glue = await import(data.script);
      await glue.default({ module_or_path: data.module });
    } catch (error) {
      postMessage({ kind: "failed", message: String(error) });
    }
  }, { once: true });
} else {
  const inline = globalThis.dossierInline;
  const { script, wasm } = inline ? {} : document.querySelector("script[data-wasm]").dataset;
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
  const glue = inline ?? await import(new URL(script, document.baseURI));
  await glue.default({ module_or_path: inline ? inline.wasm : new URL(wasm, document.baseURI) });
}
