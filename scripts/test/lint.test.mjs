import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import test from 'node:test';
import { inRoot } from '../lib/paths.mjs';

const { ESLint } = createRequire(import.meta.url)('eslint');

/** Each text, as if it were this file, with the rule that has to refuse it; none where it is as it should be. */
const CASES = [
  [
    'a room imports from a floor above it',
    'plugins/irsa-backend/src/inventory/scan/example.ts',
    "import { PlanService } from '../../plan/types';\n\nexport type A = PlanService;\n",
    'import/no-restricted-paths',
  ],
  [
    'a room imports from a floor below it',
    'plugins/irsa-backend/src/plan/example.ts',
    "import { Inventory } from '../inventory/types';\n\nexport type A = Inventory;\n",
  ],
  [
    'rooms on one floor know each other',
    'plugins/irsa-backend/src/trust/example.ts',
    "import { RiskService } from '../risks/types';\n\nexport type A = RiskService;\n",
    'import/no-restricted-paths',
  ],
  [
    'a part of a room imports the room around it',
    'plugins/irsa-backend/src/migration/steps/example.ts',
    "import { DefaultMigrationService } from '../DefaultMigrationService';\n\nexport type A = DefaultMigrationService;\n",
    'import/no-restricted-paths',
  ],
  [
    'a part of the user interface imports a page',
    'plugins/irsa/src/ui/example.ts',
    "import { PlanView } from '../components/plan/PlanView';\n\nexport type A = typeof PlanView;\n",
    'import/no-restricted-paths',
  ],
  [
    'the shared package imports that of the server',
    'plugins/irsa-common/src/trust/example.ts',
    "import { auditObjects } from 'backstage-plugin-irsa-node';\n\nexport const a = auditObjects;\n",
    'no-restricted-imports',
  ],
  [
    'the browser imports the package of the server',
    'plugins/irsa/src/hooks/example.ts',
    "import { auditObjects } from 'backstage-plugin-irsa-node';\n\nexport const a = auditObjects;\n",
    'no-restricted-imports',
  ],
  [
    'a plugin imports the sandbox',
    'plugins/irsa-backend/src/plan/example.ts',
    "import { startSandbox } from '@internal/sandbox';\n\nexport const a = startSandbox;\n",
    'no-restricted-imports',
  ],
  [
    'a test imports the sandbox',
    'plugins/irsa-backend/src/plan/example.test.ts',
    "import { startSandbox } from '@internal/sandbox';\n\nexport const a = startSandbox;\n",
  ],
  [
    'a statement without braces',
    'plugins/irsa-common/src/policy/example.ts',
    'export function a(b: boolean) {\n  if (b) return 1;\n  return 2;\n}\n',
    'curly',
  ],
  ...[
    'plugins/irsa-node/src/audit/example.ts',
    'plugins/irsa/src/ui/example.ts',
    'packages/sandbox/src/aws/example.test.ts',
    'scripts/lib/example.mjs',
  ].flatMap(file => [
    [
      `a private member by its sign, in ${file}`,
      file,
      'export class A {\n  #b = 1;\n  c() {\n    return this.#b;\n  }\n}\n',
      // JavaScript has no other way.
      file.endsWith('.ts') && 'no-restricted-syntax',
    ],
    [
      `a constant in small letters, in ${file}`,
      file,
      'export const pauseMs = 5 * 60_000;\n',
      'no-restricted-syntax',
    ],
    [
      `a constant in capitals, and a value that is none, in ${file}`,
      file,
      'export const PAUSE_MS = 5 * 60_000;\nexport const pauses = [PAUSE_MS];\n',
    ],
  ]),
];

for (const [what, file, text, rule] of CASES) {
  test(`lint ${rule ? 'refuses' : 'accepts'}: ${what}`, async () => {
    const cwd = inRoot(
      ...file.split('/').slice(0, file.startsWith('scripts') ? 0 : 2),
    );
    const eslint = new ESLint({ cwd });
    const [{ messages }] = await eslint.lintText(text, {
      filePath: inRoot(file),
    });
    const refused = messages
      .filter(({ severity }) => severity === 2)
      .map(({ ruleId }) => ruleId);
    if (rule) {
      assert.ok(refused.includes(rule), refused.join());
    } else {
      assert.deepEqual(refused, []);
    }
  });
}
