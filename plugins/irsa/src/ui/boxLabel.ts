/** Characters that fit into a box. */
const LONGEST = 24;
/** A break before this leaves the first line too empty. */
const SHORTEST = 8;

/** The lines of a label, two at most, broken after a sign between words where one is. What does not fit is cut. Pure. */
export function boxLabel(label: string): string[] {
  if (label.length <= LONGEST) {
    return [label];
  }
  const first = label.slice(0, LONGEST);
  const sign = first.search(/[\s,:/.@_-][^\s,:/.@_-]*$/) + 1;
  const end = sign > SHORTEST ? sign : LONGEST;
  const rest = label.slice(end).trimStart();
  return [
    label.slice(0, end).trimEnd(),
    rest.length > LONGEST ? `${rest.slice(0, LONGEST - 1)}…` : rest,
  ];
}
