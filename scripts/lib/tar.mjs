const BLOCK = 512;
const REGULAR = ['0', '\0'];

const text = (buffer, from, length) =>
  buffer.toString('utf8', from, from + length).replace(/\0.*$/s, '');

/**
 * The files in a tar archive.
 * @param {Buffer} archive not compressed
 * @returns {{ name: string, size: number, content: Buffer }[]} size in bytes
 */
export function listTar(archive) {
  const files = [];
  for (let at = 0; at + BLOCK <= archive.length; ) {
    const name = text(archive, at, 100);
    if (name === '') {
      break;
    }
    const size = parseInt(text(archive, at + 124, 12), 8);
    const prefix = text(archive, at + 345, 155);
    const start = at + BLOCK;
    if (REGULAR.includes(String.fromCharCode(archive[at + 156]))) {
      files.push({
        name: prefix ? `${prefix}/${name}` : name,
        size,
        content: archive.subarray(start, start + size),
      });
    }
    at = start + Math.ceil(size / BLOCK) * BLOCK;
  }
  return files;
}
