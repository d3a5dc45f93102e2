// Registers the service worker, where there can be one: over https, or on this machine.
if ("serviceWorker" in navigator && (location.protocol === "https:" || location.protocol === "http:")) {
  // A browser that refuses shows the site all the same, with a network.
  addEventListener("load", () => navigator.serviceWorker.register("sw.js").catch(() => {}));
}
