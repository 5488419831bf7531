const path = require('node:path');
const backstage = require('@backstage/cli/config/jest');
const root = require('../lib/root.cjs');

const here = name => path.join(__dirname, name);

/**
 * The configuration that Backstage makes from our packages. Unless IRSA_TEST_MODULES is `fresh`, third-party modules are
 * loaded once a worker and not once a suite.
 */
module.exports = backstage.then(config => ({
  ...config,
  reporters: [
    'default',
    [
      here('processorTime.cjs'),
      { file: path.join(root, '.cache', 'suites.tsv') },
    ],
  ],
  projects: config.projects.map(project => ({
    ...project,
    testRunner: here('measuredRunner.cjs'),
    ...(process.env.IRSA_TEST_MODULES === 'fresh'
      ? {}
      : keeping(project.testEnvironment.includes('jsdom') ? 'page' : 'node')),
  })),
}));

function keeping(kind) {
  return {
    testEnvironment: here(`${kind}Environment.cjs`),
    runtime: here(`${kind}Runtime.cjs`),
  };
}
