// Keeps the app and its collection, so that the site works without a network after the first visit.
//
// Names with a hash never change: they come from what is kept. Other names are asked for first, and what is kept
// stands in when there is no network. The version before this one is kept as well, for pages still open.
const PREFIX = `dossier:${registration.scope}:`;
const HERE = PREFIX + VERSION;
const HASHED = /[-.][0-9a-f]{8,}(_bg)?\.[a-z]+$/;

addEventListener("install", (event) => {
  event.waitUntil((async () => {
    const cache = await caches.open(HERE);
    for (const name of FILES) {
      const address = new URL(name, registration.scope);
      const before = HASHED.test(name) && await caches.match(address);
      // What is not hashed must not come from the browser's own store.
      const fresh = before || await fetch(address, { cache: HASHED.test(name) ? "default" : "reload" });
      if (!fresh.ok) throw new Error(`${name}: ${fresh.status}`);
      await cache.put(address, fresh);
    }
    await cache.put(new URL("./", registration.scope), await cache.match(new URL("index.html", registration.scope)));
    await skipWaiting();
  })());
});

addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    const ours = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== HERE);
    // In the order in which they were made: the last is the one before this.
    await Promise.all(ours.slice(0, -1).map((name) => caches.delete(name)));
    await clients.claim();
  })());
});

addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || !address.href.startsWith(registration.scope)) return;
  address.hash = "";
  address.search = "";
  const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.get("range") ?? "");
  if (request.headers.has("range")) {
    // A part of the collection: of what is kept; before that, of the network.
    if (range && HASHED.test(address.pathname)) event.respondWith(part(request, address, Number(range[1]), Number(range[2]) + 1));
    return;
  }
  event.respondWith(HASHED.test(address.pathname) ? keptFirst(request, address) : freshFirst(request, address));
});

async function kept(address) {
  const here = await caches.open(HERE);
  return await here.match(address) ?? await caches.match(address);
}

// Files that parts were asked of: they stay at hand for as long as this worker runs.
const opened = new Map();

async function part(request, address, from, to) {
  let file = opened.get(address.href);
  if (!file) {
    const stored = await kept(address);
    if (!stored) return fetch(request);
    file = await stored.blob();
    opened.set(address.href, file);
  }
  if (from >= file.size || from >= to) return new Response(null, { status: 416, headers: { "Content-Range": `bytes */${file.size}` } });
  const end = Math.min(to, file.size);
  const headers = { "Content-Range": `bytes ${from}-${end - 1}/${file.size}`, "Content-Length": end - from, "Content-Type": "application/octet-stream" };
  return new Response(file.slice(from, end), { status: 206, headers });
}

async function keptFirst(request, address) {
  const stored = await kept(address);
  if (stored) return stored;
  const fresh = await fetch(request);
  // What is not needed at first, such as the reader of files, is kept from its first use on.
  if (fresh.ok && fresh.type === "basic") await (await caches.open(HERE)).put(address, fresh.clone()).catch(() => {});
  return fresh;
}

async function freshFirst(request, address) {
  const stored = await kept(address);
  if (!stored) return fetch(request);
  try {
    const patience = AbortSignal.timeout(4000);
    const fresh = await fetch(request.url, { signal: patience, credentials: "same-origin" });
    return fresh.ok ? fresh : stored;
  } catch {
    return stored;
  }
}
