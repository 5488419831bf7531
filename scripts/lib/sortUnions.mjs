import ts from 'typescript';

/** A record that the compiler has made of a union of names, as that of all texts: every field is readonly. */
const isInferredRecord = node =>
  ts.isTypeLiteralNode(node) &&
  node.members.length > 1 &&
  node.members.every(({ modifiers }) =>
    modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ReadonlyKeyword),
  );

/**
 * A declaration file with the members of each union, and of each record that was made of one, in alphabetical order. The
 * compiler orders the members of inferred unions by when it met them, which differs between a clean and an incremental build.
 * @param {string} text @returns {string}
 */
export function sortUnions(text) {
  const file = ts.createSourceFile('x.d.ts', text, ts.ScriptTarget.Latest);
  /** The text of a node, with every union in it sorted. */
  const print = node => {
    let printed = '';
    let position = node.pos;
    const members = [];
    ts.forEachChild(node, child => {
      printed += text.slice(position, child.pos);
      const inner = print(child);
      members.push({ inner, at: printed.length });
      printed += inner;
      position = child.end;
    });
    const tail = text.slice(position, node.end);
    if (isInferredRecord(node)) {
      const head = printed.slice(0, members[0].at);
      return (
        head +
        members
          .map(({ inner }) => inner)
          .sort()
          .join('') +
        tail
      );
    }
    printed += tail;
    if (!ts.isUnionTypeNode(node)) {
      return printed;
    }
    // The space in front of the first member belongs to what is around the union.
    const [space] = /^\s*/.exec(printed);
    return (
      space +
      members
        .map(({ inner }) => inner.trim())
        .sort()
        .join(' | ')
    );
  };
  return print(file);
}
