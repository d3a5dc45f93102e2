// A site served from a folder, on this machine alone.
//
//   node tools/host.mjs FOLDER PORT   serves it until it is ended
//   node tools/host.mjs PORT          says whether the port can be had, before somebody waits for a build
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.wasm': 'application/wasm', '.svg': 'image/svg+xml', '.webmanifest': 'application/manifest+json' };

/** The file of `folder` that a request is for, if there is one. */
function found(folder, url) {
  let path;
  try {
    path = normalize(decodeURIComponent(new URL(url, 'http://x').pathname));
  } catch {
    return {};
  }
  const file = join(folder, path.endsWith('/') ? `${path}index.html` : path);
  const inside = file.startsWith(join(folder, sep)) && existsSync(file) && statSync(file).isFile();
  return inside ? { path, file, size: statSync(file).size } : {};
}

/** Serves a folder, by default on a free port, parts of its files too, unless told not to: its address, what was `sent`
 *  (`[path, bytes]`), and how to stop. Throws `EADDRINUSE` where the port is taken. */
export async function serve(folder, { ranges = true, port = 0 } = {}) {
  const sent = [];
  const server = createServer((request, response) => {
    const { path, file, size } = found(folder, request.url);
    if (!file) {
      response.writeHead(404).end();
      return;
    }
    const [, first, last] = (ranges && /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '')) || [];
    const part = first !== undefined && Number(first) < size ? { start: Number(first), end: Math.min(Number(last || size - 1), size - 1) } : undefined;
    const length = part ? part.end - part.start + 1 : size;
    response.writeHead(part ? 206 : 200, {
      'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
      'content-length': length,
      ...(part && { 'content-range': `bytes ${part.start}-${part.end}/${size}` }),
    });
    sent.push([path, length]);
    if (request.method === 'HEAD') response.end();
    else createReadStream(file, part).on('error', () => response.destroy()).pipe(response);
  });
  await new Promise((ready, fail) => server.once('error', fail).listen(port, '127.0.0.1', ready));
  return { site: `http://127.0.0.1:${server.address().port}/`, sent, stop: () => server.close() };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const port = process.argv.at(-1);
  const folder = process.argv.length > 3 ? process.argv[2] : undefined;
  try {
    if (!/^\d+$/.test(port) || Number(port) > 65535) throw new Error(`${port} is no port: say a number up to 65535`);
    const { site, stop } = await serve(folder ?? '.', { port: Number(port) });
    if (folder) console.log(`serve: ${site} (Ctrl+C ends it)`);
    else stop();
  } catch (error) {
    const taken = `port ${port} is taken: end what listens there, or choose another one (make serve PORT=${Number(port) + 1})`;
    console.error(`serve: ${{ EADDRINUSE: taken, EACCES: `port ${port} is not for everyone: choose one above 1023` }[error.code] ?? error.message}`);
    process.exitCode = 1;
  }
}
