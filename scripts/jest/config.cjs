const path = require('node:path');
const backstage = require('@backstage/cli/config/jest');
const root = require('../lib/root.cjs');

const here = name => path.join(__dirname, name);

/**
 * The configuration that Backstage makes from our packages. Unless IRSA_TEST_MODULES is `fresh`, suites without a page load
 * third-party modules once a worker and not once a suite. Libraries of pages hold on to what one suite has answered them.
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
      : project.testEnvironment.includes('jsdom')
      ? {
          runtime: here('pageRuntime.cjs'),
          moduleNameMapper: {
            ...project.moduleNameMapper,
            'style-inject\\.es\\.esm\\.js$': here('noStyles.cjs'),
          },
        }
      : {
          testEnvironment: here('nodeEnvironment.cjs'),
          runtime: here('nodeRuntime.cjs'),
        }),
  })),
}));
