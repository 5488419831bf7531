import ts from 'typescript';

/**
 * A declaration file with the members of each union in alphabetical order. The compiler orders the members of inferred
 * unions by when it met them, which differs between a clean and an incremental build.
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
    printed += text.slice(position, node.end);
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
