import { Program } from './Program';
import { Cut } from './types';

/** A name that a line of imports brings in. */
interface Import {
  name: string;
  /** Matches uses of the name. */
  use: RegExp;
  cut: Cut;
  /** Whether the line can go without being missed: an import may run code of the service. */
  isCertain: boolean;
  /** The list that it is in, with how many names it has and what goes with the last of them. */
  list?: { names: number; cut: Cut };
}

const escaped = (name: string) => name.replace(/[$.\\]/g, '\\$&');
const word = (name: string) =>
  new RegExp(`(?<![\\w$.])${escaped(name)}(?![\\w$])`, 'g');

/** Takes imports out that only what goes has used. `unsure`: names that are not used any more, but whose import may do something. */
export function cutImports(
  source: Program,
  cuts: readonly Cut[],
): { cuts: Cut[]; unsure: string[] } {
  const gone: Import[] = [];
  const doubted: Import[] = [];
  const imports = importsOf(source);
  for (const each of imports) {
    const { use, cut, isCertain } = each;
    const uses = [...source.code.matchAll(use)]
      .map(({ index }) => index!)
      .filter(index => index < cut.start || index >= cut.end)
      .filter(index => !isInImport(source, index));
    const isGone =
      uses.length > 0 &&
      uses.every(index =>
        cuts.some(({ start, end }) => start <= index && index < end),
      );
    if (isGone && isCertain) {
      gone.push(each);
    } else if (isGone) {
      doubted.push(each);
    }
  }
  // One of several names of a line can go: the line stays.
  const lineOf = ({ start, end }: Cut) =>
    source.lineAt(Math.min(start, end - 1));
  const countIn = (all: readonly { cut: Cut }[], line: number) =>
    all.filter(({ cut }) => lineOf(cut) === line).length;
  const [sure, unsure] = [true, false].map(isSure =>
    doubted.filter(
      ({ cut }) =>
        countIn(doubted, lineOf(cut)) < countIn(imports, lineOf(cut)) ===
        isSure,
    ),
  );
  return {
    cuts: wholeLines(source, wholeLists([...gone, ...sure])),
    unsure: unsure.map(({ name }) => name),
  };
}

/** When all names of a list go, what imports them goes, on however many lines it is. */
function wholeLists(gone: readonly Import[]): Cut[] {
  return gone.map(({ list, cut }) => {
    const isWhole =
      list && gone.filter(each => each.list === list).length === list.names;
    return isWhole ? list.cut : cut;
  });
}

function isInImport(source: Program, index: number): boolean {
  return /^\s*(?:import|from|use|using)\b|\brequire\(/.test(
    source.lineOf(index).text,
  );
}

function importsOf(source: Program): Import[] {
  const { language } = source;
  if (language === 'go') {
    return goImports(source);
  }
  if (language === 'python') {
    return pythonImports(source);
  }
  if (language === 'node') {
    return nodeImports(source);
  }
  if (language === 'java' || language === 'php') {
    return classImports(
      source,
      language === 'php'
        ? /^use[ \t]+\\?([\w\\]+?)(?:[ \t]+as[ \t]+(\w+))?;[ \t]*$/gm
        : /^import[ \t]+([\w.]+?)(?:[ \t]+as[ \t]+(\w+))?;?[ \t]*$/gm,
    );
  }
  return language === 'rust' ? rustImports(source) : [];
}

function rustImports(source: Program): Import[] {
  return [
    ...source.code.matchAll(
      /^use[ \t]+[\w:]+::(?:\{([\w, ]*)\}|(\w+));[ \t]*$/gm,
    ),
  ].flatMap(found => {
    const list = found[1] ?? found[2];
    return listed(
      source,
      list,
      found.index! + found[0].lastIndexOf(list),
      found.index!,
      true,
      found[0].length,
    );
  });
}

function lineCut({ written }: Program, start: number): Cut {
  const end = written.indexOf('\n', start);
  return { start, end: end < 0 ? written.length : end + 1 };
}

/** The package is what its path says last, without the version, unless it gets a name here. */
function goImports(source: Program): Import[] {
  const block = /^import\s*\(([\s\S]*?)^\)/m.exec(source.code);
  const single = [
    ...source.code.matchAll(/^import[ \t]+(?:(\w+)[ \t]+)?"([^"]+)"/gm),
  ];
  const inBlock = block
    ? [...block[1].matchAll(/^[ \t]*(?:(\w+)[ \t]+)?"([^"]+)"/gm)].map(
        found => ({
          found,
          start: block.index + block[0].indexOf(block[1]) + found.index!,
        }),
      )
    : [];
  return [
    ...inBlock,
    ...single.map(found => ({ found, start: found.index! })),
  ].map(({ found: [, alias, path], start }) => {
    const parts = path.split('/');
    const last = /^v\d+$/.test(parts.at(-1)!) ? parts.at(-2)! : parts.at(-1)!;
    const name = alias ?? last.replace(/^go-|\.v\d+$/g, '');
    return {
      name,
      use: new RegExp(`(?<![\\w.])${escaped(name)}\\.`, 'g'),
      cut: lineCut(source, start),
      isCertain: true,
    };
  });
}

const SAFE_PYTHON =
  /^(?:os|sys|json|base64|pathlib|typing|environ|decouple|botocore(?:\.\w+)*|boto3(?:\.\w+)*|aws_requests_auth.*)$/;

function pythonImports(source: Program): Import[] {
  const plain = [
    ...source.code.matchAll(
      /^import[ \t]+([\w.]+)(?:[ \t]+as[ \t]+(\w+))?[ \t]*$/gm,
    ),
  ].map(found => {
    const name = found[2] ?? found[1].split('.')[0];
    return {
      name,
      use: word(name),
      cut: lineCut(source, found.index!),
      isCertain: SAFE_PYTHON.test(found[1]),
    };
  });
  const from = [
    ...source.code.matchAll(
      /^from[ \t]+([\w.]+)[ \t]+import[ \t]+([^\n(]+?)[ \t]*$/gm,
    ),
  ].flatMap(found =>
    listed(
      source,
      found[2],
      found.index! + found[0].lastIndexOf(found[2]),
      found.index!,
      SAFE_PYTHON.test(found[1]),
    ),
  );
  return [...plain, ...from];
}

/** TypeScript leaves unused imports out by itself; in JavaScript, only packages are sure to be missed by nobody. */
function nodeImports(source: Program): Import[] {
  const isTyped = /\.[mc]?tsx?$/.test(source.path);
  const isSafe = (from: string) => isTyped || !/^[./]/.test(from);
  const named = [
    ...source.code.matchAll(
      /^import[ \t]+(?:type[ \t]+)?\{([^{}]*)\}[ \t]+from[ \t]+['"]([^'"]+)['"];?[ \t]*$/gm,
    ),
    ...source.code.matchAll(
      /^const[ \t]+\{([^{}]*)\}[ \t]*=[ \t]*require\(['"]([^'"]+)['"]\);?[ \t]*$/gm,
    ),
  ].flatMap(found =>
    listed(
      source,
      found[1],
      found.index! + found[0].indexOf('{') + 1,
      found.index!,
      isSafe(found[2]),
      found[0].length,
    ),
  );
  const single = [
    ...source.code.matchAll(
      /^import[ \t]+(?:\*[ \t]+as[ \t]+)?(\w+)[ \t]+from[ \t]+['"]([^'"]+)['"];?[ \t]*$/gm,
    ),
    ...source.code.matchAll(
      /^const[ \t]+(\w+)[ \t]*=[ \t]*require\(['"]([^'"]+)['"]\);?[ \t]*$/gm,
    ),
  ].map(found => ({
    name: found[1],
    use: word(found[1]),
    cut: lineCut(source, found.index!),
    isCertain: isSafe(found[2]),
  }));
  return [...named, ...single];
}

function classImports(source: Program, pattern: RegExp): Import[] {
  return [...source.code.matchAll(pattern)].map(found => {
    const name = found[2] ?? found[1].split(/[.\\]/).at(-1)!;
    return {
      name,
      use: word(name),
      cut: lineCut(source, found.index!),
      isCertain: true,
    };
  });
}

/** Names between commas: one of several goes with its comma, the only one with its line. */
function listed(
  source: Program,
  list: string,
  start: number,
  line: number,
  isCertain: boolean,
  length = 0,
): Import[] {
  const parts = [...list.matchAll(/[^,\s][^,]*/g)];
  const whole = {
    start: line,
    end: length ? line + length + 1 : lineCut(source, line).end,
  };
  const shared = { names: parts.length, cut: whole };
  return parts.map((part, index) => {
    const name = /(\w+)\s*$/.exec(part[0])?.[1] ?? part[0];
    const from = start + part.index!;
    const end = from + part[0].trimEnd().length;
    const [before, after] = [parts[index - 1], parts[index + 1]];
    if (!before && !after) {
      return { name, use: word(name), cut: whole, isCertain };
    }
    const cut = after
      ? { start: from, end: start + after.index! }
      : { start: start + before.index! + before[0].trimEnd().length, end };
    return { name, use: word(name), cut, isCertain, list: shared };
  });
}

/** When all names of a line go, the line goes. */
function wholeLines(source: Program, cuts: readonly Cut[]): Cut[] {
  const byLine = new Map<number, Cut[]>();
  for (const cut of cuts) {
    const line = source.written.lastIndexOf('\n', cut.start - 1) + 1;
    byLine.set(line, [...(byLine.get(line) ?? []), cut]);
  }
  return [...byLine].flatMap(([line, all]) => {
    const { end } = lineCut(source, line);
    const rest = [...source.code.slice(line, end)]
      .filter(
        (_, at) =>
          !all.some(cut => cut.start <= line + at && line + at < cut.end),
      )
      .join('');
    return /^\s*(?:import\s*(?:type\s*)?\{[\s,]*\}\s*from[^\n]*\n?|const\s*\{[\s,]*\}\s*=\s*require[^\n]*\n?|use\s+[\w:]+::\{[\s,]*\};\n?|from\s+[\w.]+\s+import[\s,]*)$/.test(
      rest,
    )
      ? [{ start: line, end }]
      : all;
  });
}
