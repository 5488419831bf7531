/**
 * Whether labels match a selector in kubectl's text form: `a=b`, `a==b`, `a!=b`, `a in (b,c)`, `a notin (b)`, `a`, `!a`.
 */
export function matchesLabelSelector(
  selector: string,
  labels: Record<string, string>,
): boolean {
  const terms = selector.split(/,(?![^(]*\))/).map(term => term.trim());
  return (
    terms.some(Boolean) &&
    terms.filter(Boolean).every(term => matchesTerm(term, labels))
  );
}

function matchesTerm(term: string, labels: Record<string, string>): boolean {
  const set = /^(\S+)\s+(in|notin)\s*\(([^)]*)\)$/.exec(term);
  if (set) {
    const values = set[3].split(',').map(value => value.trim());
    const has = set[1] in labels && values.includes(labels[set[1]]);
    return set[2] === 'in' ? has : !has;
  }
  const equality = /^([^=!\s]+)\s*(==|=|!=)\s*(\S*)$/.exec(term);
  if (equality) {
    const equal = labels[equality[1]] === equality[3];
    return equality[2] === '!=' ? !equal : equal;
  }
  return term.startsWith('!')
    ? !(term.slice(1).trim() in labels)
    : term in labels;
}
