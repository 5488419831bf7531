import { Json, listOf } from './podTemplate';

/** Labels of an object. */
export type Labels = Readonly<Record<string, string>>;

/** Whether a label selector of Kubernetes matches. An absent or empty one matches everything. */
export function matchesSelector(
  selector: Json | undefined,
  labels: Labels,
): boolean {
  const exact = (selector?.matchLabels ?? {}) as Record<string, string>;
  return (
    Object.entries(exact).every(([key, value]) => labels[key] === value) &&
    listOf(selector, 'matchExpressions').every(({ key, operator, values }) => {
      const value = labels[String(key)];
      const listed = ((values ?? []) as string[]).includes(value);
      switch (operator) {
        case 'In':
          return value !== undefined && listed;
        case 'NotIn':
          return value === undefined || !listed;
        case 'Exists':
          return value !== undefined;
        default:
          return value === undefined;
      }
    })
  );
}
