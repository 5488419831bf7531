/**
 * A pure function of a text that keeps its answers, for texts that are asked for again and again, such as the ARN of a cluster's provider
 * in all its roles. When there are too many, it begins anew, so it never grows beyond `most`.
 */
export function remembered<T>(
  of: (text: string) => T,
  most = 1_000,
): (text: string) => T {
  const known = new Map<string, { answer: T }>();
  return text => {
    const found = known.get(text);
    if (found) {
      return found.answer;
    }
    if (known.size >= most) {
      known.clear();
    }
    const answer = of(text);
    known.set(text, { answer });
    return answer;
  };
}
