/**
 * How the files call an object that is rendered as `name`, when Kustomize makes `to` of `from`: without the beginning and the end that
 * it adds.
 */
export function writtenName(name: string, from: string, to: string): string {
  const at = to.indexOf(from);
  const [head, tail] = [to.slice(0, at), to.slice(at + from.length)];
  return at >= 0 &&
    name.length > head.length + tail.length &&
    name.startsWith(head) &&
    name.endsWith(tail)
    ? name.slice(head.length, name.length - tail.length)
    : name;
}
