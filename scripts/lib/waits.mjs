// Finds places where a test waits for a clock instead of for a condition. On a busy machine such a test fails, or takes too
// long on a quiet one.
import ts from 'typescript';

/** Limits below these make tests fail on a busy machine: of a wait, and of a whole test. */
const SHORTEST_LIMIT_MS = 30_000;
const SHORTEST_TEST_MS = 120_000;
const TIMER_MODULES = ['timers', 'timers/promises'].flatMap(name => [
  name,
  `node:${name}`,
]);
const TEST =
  /^(it|test|before(Each|All)|after(Each|All))(\.(only|skip|failing|concurrent|each)\b.*)?$/s;
/** Calls that poll, and settings that say how long. */
const POLLS = /^(until|eventually|waitFor\w*|find(All)?By\w+|poll|expect)$/;
const LIMITS = /^(timeout|timeoutMs|deadline|patienceMs|withinMs)$/;

/** Whether a file is test code. */
export const isTestCode = file =>
  /\.(test|spec)\.tsx?$|__testUtils__\/|ForTests\.tsx?$|^test\/(contract|e2e)\//.test(
    file,
  );

/**
 * @param {string} text of a TypeScript file
 * @returns {{ line: number, what: string }[]}
 */
export function waitsByClock(text) {
  const source = ts.createSourceFile(
    'a.tsx',
    text,
    ts.ScriptTarget.Latest,
    true,
    ts.ScriptKind.TSX,
  );
  const found = [];
  const report = (node, what) =>
    found.push({
      line: source.getLineAndCharacterOfPosition(node.getStart()).line + 1,
      what,
    });
  const pauses = namesOfPauses(source);

  const visit = node => {
    if (ts.isCallExpression(node)) {
      checkCall(node, pauses, report);
    } else if (ts.isIterationStatement(node, false) && readsClock(node)) {
      report(node, 'a loop that reads the clock: use until');
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function checkCall(node, pauses, report) {
  const callee = node.expression.getText();
  const name = callee.split('.').at(-1);
  const limit = millisecondsOf(node.arguments.at(-1));
  if (callee === 'jest.setTimeout') {
    if (limit < SHORTEST_TEST_MS) {
      report(
        node,
        `${limit} ms for a test: leave it out, package.json says how long`,
      );
    }
  } else if (pauses.has(callee) || callee === 'globalThis.setTimeout') {
    report(node, 'a pause: use until, or await what is to happen');
  } else if (name === 'waitForTimeout') {
    report(node, 'a pause: expect what is to appear');
  } else if (TEST.test(callee) && limit < SHORTEST_TEST_MS) {
    report(
      node,
      `${limit} ms for a test: leave it out, package.json says how long`,
    );
  } else if (POLLS.test(name)) {
    const shortest = Math.min(
      ...node.arguments.flatMap(argument => limitsOf(argument)),
    );
    if (shortest < SHORTEST_LIMIT_MS) {
      report(node, `a limit of ${shortest} ms: leave it out`);
    }
  } else if (name === 'toBeLessThan' && hasClock(node.expression)) {
    report(node, 'a test of how long something took');
  }
}

/** Names by which this file can pause: `setTimeout`, and what it imports from Node's timers. */
function namesOfPauses(source) {
  const names = new Set(['setTimeout', 'setInterval']);
  for (const statement of source.statements) {
    if (
      ts.isImportDeclaration(statement) &&
      TIMER_MODULES.includes(statement.moduleSpecifier.text)
    ) {
      const { name, namedBindings } = statement.importClause ?? {};
      if (name) {
        names.add(`${name.text}.setTimeout`);
      }
      if (namedBindings && ts.isNamespaceImport(namedBindings)) {
        names.add(`${namedBindings.name.text}.setTimeout`);
      }
      if (namedBindings && ts.isNamedImports(namedBindings)) {
        namedBindings.elements.forEach(element => names.add(element.name.text));
      }
    }
  }
  return names;
}

/** Whether the head of a loop, or a comparison that leaves it, reads the clock. */
function readsClock(loop) {
  const heads = [loop.condition, loop.initializer, loop.expression].filter(
    Boolean,
  );
  return heads.some(hasClock);
}

function hasClock(node) {
  if (ts.isCallExpression(node)) {
    const callee = node.expression.getText();
    if (callee === 'Date.now' || callee === 'performance.now') {
      return true;
    }
  }
  return ts.forEachChild(node, child => hasClock(child) || undefined) ?? false;
}

/** Limits in an argument of a call that polls: a number, or the settings of an object. */
function limitsOf(argument) {
  if (ts.isObjectLiteralExpression(argument)) {
    return argument.properties
      .filter(ts.isPropertyAssignment)
      .filter(({ name }) => LIMITS.test(name.getText()))
      .map(({ initializer }) => millisecondsOf(initializer))
      .filter(limit => limit !== undefined);
  }
  const limit = millisecondsOf(argument);
  return limit === undefined ? [] : [limit];
}

/** The value of a number as it is written, or of a product of numbers; otherwise undefined. */
function millisecondsOf(node) {
  if (node && ts.isNumericLiteral(node)) {
    return Number(node.text);
  }
  if (
    node &&
    ts.isBinaryExpression(node) &&
    node.operatorToken.kind === ts.SyntaxKind.AsteriskToken
  ) {
    const product = millisecondsOf(node.left) * millisecondsOf(node.right);
    return Number.isNaN(product) ? undefined : product;
  }
  return undefined;
}
