import { linters } from './lint.mjs';
import { inCache, inRoot, root, typeCheck } from './paths.mjs';
import { hashOf, hasPassed, setPassed } from './stamp.mjs';

const INSTALLED = 'node_modules/.yarn-state.yml';
const LINTED = /\.[cm]?[jt]sx?$/;
/** What can change a report of an API: sources, the reports, and what makes them. */
const IN_API_REPORTS =
  /\.tsx?$|\.api\.md$|\.sql\.md$|^scripts\/api-reports\.mjs$/;
const CODE = /\.([cm]?[jt]sx?|json)$|(^|\/)yarn\.lock$/;

/**
 * The checks that run beside Jest, one after the other: each is the Node script and its arguments. `reads` are the files that
 * can change what it says, all by default; `makes` what it leaves for the checks after it.
 *
 * @param {string[]} [changed] the files that differ from the main branch, where CI has checked all; without, everything is checked
 */
export function staticChecks(changed) {
  const openapi = inRoot('scripts/openapi.mjs');
  return [
    {
      name: 'scripts',
      // In one process: to start one for each file took half of the time.
      args: [
        '--experimental-test-isolation=none',
        '--test',
        inRoot('scripts/test/*.test.mjs'),
      ],
    },
    {
      name: 'types',
      args: [typeCheck],
      reads: CODE,
      makes: ['dist-types/tsconfig.tsbuildinfo'],
    },
    ...(changed ? ofChanged(changed) : ofAll()),
    { name: 'documents', args: [inRoot('scripts/documents.mjs')] },
    // Of a tree that is as main, CI has compared these.
    ...(changed?.length === 0
      ? []
      : [
          {
            name: 'OpenAPI',
            args: [openapi, '--check'],
            reads:
              /^(plugins\/irsa-common|scripts)\/|^(package\.json|yarn\.lock)$/,
          },
          {
            name: 'architecture',
            args: [inRoot('scripts/architecture.mjs'), '--check'],
            reads: new RegExp(`${CODE.source}|^docs/architecture\\.md$`),
          },
          // Nothing declared that is not imported, nothing imported that is not declared, no file that nobody uses.
          {
            name: 'dependencies',
            args: [inRoot('node_modules/knip/bin/knip.js'), '--no-progress'],
          },
        ]),
    ...(changed && !changed.some(file => IN_API_REPORTS.test(file))
      ? []
      : [
          // Reads the declarations that the type check has written, and keeps a stamp of them itself.
          {
            name: 'API reports',
            args: [inRoot('scripts/api-reports.mjs'), '--ci'],
            reads: null,
          },
        ]),
  ];
}

const PRETTIER = [
  inRoot('node_modules/prettier/bin-prettier.js'),
  '--check',
  '--loglevel',
  'warn',
];

function ofAll() {
  return [
    ...linters().map((args, place) => ({
      name: place === 0 ? 'lint' : 'lint of folders',
      args,
    })),
    {
      name: 'formatting',
      args: [
        ...PRETTIER,
        '--cache',
        '--cache-location',
        inCache('prettier.json'),
        '.',
      ],
    },
  ];
}

/** @param {string[]} files */
function ofChanged(files) {
  const code = files.filter(file => LINTED.test(file));
  return [
    ...(code.length > 0
      ? [
          {
            name: 'lint of what has changed',
            args: [inRoot('scripts/lintFiles.mjs'), ...code],
            reads: null,
          },
        ]
      : []),
    ...(files.length > 0
      ? [
          {
            name: 'formatting of what has changed',
            args: [...PRETTIER, '--ignore-unknown', ...files],
            reads: null,
          },
        ]
      : []),
  ];
}

/**
 * Runs a check, unless it has passed and nothing that it reads has changed since. A clean clone has passed nothing.
 *
 * @template {{ ok: boolean }} Result
 * @param {{ name: string, args: string[], reads?: RegExp | null, makes?: string[] }} check
 * @param {import('./SourceTree.mjs').SourceTree | undefined} tree undefined when it is not known what there is
 * @param {() => Promise<Result>} run
 * @returns {Promise<Result | undefined>} nothing when it was left out
 */
export async function unlessUnchanged(check, tree, run) {
  const { name, args, reads = /^/, makes = [] } = check;
  if (!reads || !tree) {
    return run();
  }
  const stamp = inCache('passed', name.replaceAll(' ', '-'));
  const inputs = tree.files.filter(file => reads.test(file));
  const hash = () =>
    [
      process.version,
      args.join(' '),
      tree.hashOf(inputs),
      hashOf(root, [INSTALLED, ...makes]),
    ].join('\n');
  if (hasPassed(stamp, hash())) {
    return undefined;
  }
  const result = await run();
  // What was edited meanwhile may not be what the check has read.
  if (result.ok && tree.isUnchanged(inputs)) {
    setPassed(stamp, hash());
  }
  return result;
}
