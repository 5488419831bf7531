/** Longer than any object may be in etcd (1.5 MiB by default) in its JSON. */
const MAX_LINE = 16 * 1024 * 1024;

/** Lines of a text that comes in pieces, without empty ones and without the end that has no line break. */
export async function* linesOf(
  pieces: AsyncIterable<string>,
): AsyncGenerator<string> {
  let rest = '';
  for await (const piece of pieces) {
    rest += piece;
    let from = 0;
    for (
      let end = rest.indexOf('\n');
      end >= 0;
      end = rest.indexOf('\n', from)
    ) {
      if (end > from) {
        yield rest.slice(from, end);
      }
      from = end + 1;
    }
    rest = rest.slice(from);
    if (rest.length > MAX_LINE) {
      throw new Error('A line of a watch is too long');
    }
  }
}
