// Prints the size of each file of a folder, raw and in Brotli; with --rows, as rows of a table.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

const [folder, rows] = process.argv.slice(2);
for (const name of readdirSync(folder).sort()) {
  const bytes = readFileSync(join(folder, name));
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  const packed = brotliCompressSync(bytes, { params }).length;
  if (rows) console.log(`| ${`engine, ${name}`.padEnd(44)} | ${`${(packed / 1000).toFixed(1)} kB in Brotli`.padStart(28)} |`);
  else console.log(`${name.padEnd(34)} ${String(bytes.length).padStart(8)} bytes ${String(packed).padStart(8)} in Brotli`);
}
