// Registers the service worker, where there can be one: over https, or on this machine.
if ("serviceWorker" in navigator && (location.protocol === "https:" || location.protocol === "http:")) {
  // It fetches the whole collection: what is on the screen comes first. A browser that refuses shows the site all the
  // same, with a network. Browsers look for a newer one when it suits them: asked here, at once.
  const register = async () => {
    const before = await navigator.serviceWorker.getRegistration("./");
    // One of a folder above is another site's.
    const own = before?.active && before.scope === new URL("./", document.baseURI).href;
    await (own ? before.update() : navigator.serviceWorker.register("sw.js"));
  };
  const keep = () => register().catch(() => {});
  const shown = () => document.querySelector("main[data-state=ready], main[data-state=failed]");
  addEventListener("load", () => {
    if (shown()) return keep();
    const watch = new MutationObserver(() => {
      if (!shown()) return;
      watch.disconnect();
      keep();
    });
    watch.observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-state"] });
  });
}
