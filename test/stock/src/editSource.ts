/** What an addition looks like, and what it stands before. */
const PLACES: Array<[RegExp, RegExp]> = [
  [/^backend\.add\(/, /^backend\.start\(\)/m],
  [/^<Route /, /^\s*<\/FlatRoutes>/m],
  [/^<SidebarItem /, /^\s*<SidebarItem icon=\{ExtensionIcon\}/m],
  // In a service's page.
  [/^<EntityLayout\.Route/, /^\s*<EntityLayout\.Route path="\/api"/m],
  [
    /^<EntitySwitch/,
    /^\s*<Grid item md=\{4\} xs=\{12\}>\n\s*<EntityLinksCard/m,
  ],
];

/**
 * Puts what the guide shows into a file of a portal, where a person would: imports below the file's imports, lines with
 * `backend.add` before the start, elements where their neighbours are.
 *
 * @param file - path in the portal, for messages
 * @param source - the file as the generator made it
 * @param addition - the block of the guide, without its first line
 */
export function editSource(
  file: string,
  source: string,
  addition: string,
): string {
  const lines = addition.trim().split('\n');
  const isImport = (line: string) => line.startsWith('import ');
  const imports = importStatements(addition);
  const rest = (
    imports.length > 0 ? addition.replace(imports.join(''), '') : addition
  )
    .split('\n')
    // Said for who does not have it yet.
    .filter(line => !(line.startsWith('backend.add(') && source.includes(line)))
    .join('\n')
    .trim();
  let result = source;
  if (lines.some(isImport)) {
    result = `${imports.join('')}${result}`;
  }
  if (rest === '') {
    return result;
  }
  for (const [pattern, place] of PLACES) {
    if (pattern.test(rest)) {
      const match = place.exec(result);
      if (!match) {
        throw new Error(`${file} has no ${place} to put this before: ${rest}`);
      }
      return result.replace(place, () => `${rest}\n${match[0]}`);
    }
  }
  throw new Error(`The test does not know where this belongs: ${rest}`);
}

function importStatements(text: string): string[] {
  return text.match(/^import [^;]*;\n/gm) ?? [];
}
