// What the documents point at: links, headings, commands and paths. Pure: texts in, sentences out.
import path from 'node:path';

/** Folders of the repository that a path in a text may begin with. */
const PATH = /^(?:plugins|packages|test|scripts|docs)\/[\w.@/-]*[\w/]$/;

/**
 * The text without code: fenced blocks become empty lines, code inside a line becomes spaces, so that line numbers
 * stay as they are.
 */
function withoutCode(text) {
  return withoutBlocks(text).replace(/(`+)(?:(?!\1)[^\n])+\1/g, code =>
    ' '.repeat(code.length),
  );
}

/**
 * The targets of links and images, inline (`[a](b)`), by reference (`[a]: b`) and as HTML.
 * @returns {{ target: string, line: number }[]}
 */
export function linksOf(text) {
  const patterns = [
    /\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g,
    /^ {0,3}\[[^\]]+\]:\s*<?(\S+?)>?\s*$/gm,
    /<(?:a|img)\s[^>]*(?:href|src)="([^"]+)"/g,
  ];
  return found(withoutCode(text), patterns).map(({ match, line }) => ({
    target: match[1],
    line,
  }));
}

/** The anchors that GitHub gives to the headings of a text, and those written as HTML. */
export function anchorsOf(text) {
  const anchors = new Set();
  const seen = new Map();
  for (const [, heading] of withoutBlocks(text).matchAll(
    /^ {0,3}#{1,6}\s+(.+?)\s*#*$/gm,
  )) {
    const slug = slugOf(heading);
    const before = seen.get(slug) ?? 0;
    seen.set(slug, before + 1);
    anchors.add(before === 0 ? slug : `${slug}-${before}`);
  }
  for (const [, id] of text.matchAll(/<a\s[^>]*(?:id|name)="([^"]+)"/g)) {
    anchors.add(id);
  }
  return anchors;
}

/** Names of npm scripts that a text tells people to run. @returns {{ script: string, line: number }[]} */
export function commandsOf(text) {
  const run = /\bnpm (?:run (?:--silent |-s )?([\w:-]+)|(start|test)\b)/g;
  return found(text, [run]).map(({ match, line }) => ({
    script: match[1] ?? match[2],
    line,
  }));
}

/** Paths of the repository that are written as code, such as `docs/install.md`. */
export function pathsOf(text) {
  return found(withoutBlocks(text), [/`([^`\n]+)`/g])
    .map(({ match, line }) => ({ file: match[1], line }))
    .filter(({ file }) => PATH.test(file));
}

/**
 * Everything in the documents that points at nothing.
 * @param {Map<string, string>} documents text by path, as seen from the top of the repository
 * @param {{ exists: (file: string) => boolean, scripts: Iterable<string> }} repository
 * @returns {string[]} one sentence each, with file and line
 */
export function problemsOf(documents, { exists, scripts }) {
  const known = new Set(scripts);
  const anchors = new Map(
    [...documents].map(([file, text]) => [file, anchorsOf(text)]),
  );
  const problems = [];
  for (const [file, text] of documents) {
    const tell = (line, what) => problems.push(`${file}:${line}: ${what}`);
    for (const { target, line } of linksOf(text)) {
      const problem = linkProblem(file, target, anchors, exists);
      if (problem) {
        tell(line, problem);
      }
    }
    for (const { script, line } of commandsOf(text)) {
      if (!known.has(script)) {
        tell(line, `package.json has no script "${script}".`);
      }
    }
    for (const { file: named, line } of pathsOf(text)) {
      if (!exists(named)) {
        tell(line, `${named} is not there.`);
      }
    }
  }
  return problems;
}

function linkProblem(file, target, anchors, exists) {
  if (/^[a-z][a-z0-9+.-]*:/i.test(target)) {
    return undefined;
  }
  if (target.startsWith('/')) {
    return `the link ${target} must be relative.`;
  }
  const [where, anchor] = target.split('#');
  const linked = where
    ? path.posix.normalize(
        path.posix.join(path.posix.dirname(file), decodeURI(where)),
      )
    : file;
  if (!exists(linked)) {
    return `the link ${target} leads to ${linked}, which is not there.`;
  }
  if (anchor && anchors.has(linked) && !anchors.get(linked).has(anchor)) {
    return `${linked} has no heading for the link #${anchor}.`;
  }
  return undefined;
}

function withoutBlocks(text) {
  return text.replace(
    /^([ \t]*)(`{3,}|~{3,})[^\n]*\n[\s\S]*?^[ \t]*\2[`~]*[ \t]*$/gm,
    block => '\n'.repeat(block.split('\n').length - 1),
  );
}

/** As GitHub does it: lower case, without punctuation, with hyphens for spaces. */
function slugOf(heading) {
  return heading
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[`*]|(?<!\w)_|_(?!\w)/g, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}\s_-]/gu, '')
    .replace(/\s/g, '-');
}

function found(text, patterns) {
  return patterns
    .flatMap(pattern => [...text.matchAll(pattern)])
    .map(match => ({
      match,
      line: text.slice(0, match.index).split('\n').length,
    }));
}
