import { strToU8, zipSync } from 'fflate';
import { sha256 } from '../policyHash';

/**
 * A ZIP of texts, with `manifest.json` and, for `sha256sum --check`, `SHA256SUMS`: the size and SHA-256 of each file.
 *
 * @param at - ISO 8601, the time of all files
 */
export function archive(files: Record<string, string>, at: string): Uint8Array {
  const listed = Object.entries(files)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, text]) => {
      const data = strToU8(text);
      return { name, bytes: data.length, sha256: sha256(data), data };
    });
  const manifest = strToU8(
    `${JSON.stringify(
      {
        madeAt: at,
        files: listed.map(({ data: _, ...facts }) => facts),
      },
      null,
      2,
    )}\n`,
  );
  const all = [
    ...listed,
    { name: 'manifest.json', data: manifest, sha256: sha256(manifest) },
  ];
  const sums = all.map(({ name, sha256: sum }) => `${sum}  ${name}\n`).join('');
  return zipSync(
    Object.fromEntries([
      ...all.map(({ name, data }) => [name, data]),
      ['SHA256SUMS', strToU8(sums)],
    ]),
    { level: 6, mtime: at },
  );
}
