import { World } from './ask';
import { Difference } from './compare';
import { Answer, Door } from './types';

/** Whether an object is one of the case at this place of the list. */
export function isOf(at: number, object: string): boolean {
  return object.startsWith(`c${at}-`) || object.includes(`/c${at}-`);
}

/** One line for each case with the number of findings of each door, and below it where doors differ. */
export function tableOf(
  { cases, answers }: World,
  found: readonly Difference[],
): string {
  const doors = [...answers.keys()];
  const width = Math.max(...cases.map(({ name }) => name.length));
  const line = (name: string, cells: readonly string[]) =>
    [name.padEnd(width), ...cells.map(cell => cell.padStart(9))].join('  ');
  const lines = [line('case', doors)];
  for (const [at, { name }] of cases.entries()) {
    const own = (object: string) => isOf(at, object);
    lines.push(
      line(
        name,
        doors.map(door => countOf(answers, door, own)),
      ),
    );
    for (const {
      doors: [one, other],
      object,
      text,
    } of found) {
      if (own(object)) {
        lines.push(`    ${one} ↔ ${other}: ${object}: ${text}`);
      }
    }
  }
  return lines.join('\n');
}

function countOf(
  answers: ReadonlyMap<Door, Answer>,
  door: Door,
  own: (namespace: string) => boolean,
): string {
  const rows = answers.get(door)!.rows;
  return String(
    rows.filter(({ namespace, name }) => own(`${namespace}/x/${name}`)).length,
  );
}
