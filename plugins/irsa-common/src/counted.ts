/**
 * A number with the noun that it counts: `1 Pod`, `2 Pods`.
 *
 * @param many - where the plural has more than an `s` behind: `1 policy`, `2 policies`; or with what follows: `1 Pod is`
 * @public
 */
export function counted(
  number: number,
  one: string,
  many: string = `${one}s`,
): string {
  return `${number} ${number === 1 ? one : many}`;
}
