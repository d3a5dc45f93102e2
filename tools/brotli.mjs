// Prints the size of each file of a folder, raw and in Brotli.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

const folder = process.argv[2];
for (const name of readdirSync(folder).sort()) {
  const bytes = readFileSync(join(folder, name));
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  const packed = brotliCompressSync(bytes, { params }).length;
  console.log(`${name.padEnd(34)} ${String(bytes.length).padStart(8)} bytes ${String(packed).padStart(8)} in Brotli`);
}
