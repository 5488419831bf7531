const path = require('node:path');
const backstage = require('@backstage/cli/config/jest');
const root = require('../lib/root.cjs');
const { ignoredSuites } = require('./leaveToCi.cjs');

const here = name => path.join(__dirname, name);

/** How suites of pages load modules: each anew, as libraries of pages hold on to what one suite has answered them. */
const ofPages = ({
  moduleNameMapper,
  testEnvironment,
  testEnvironmentOptions,
}) => ({
  testEnvironment: here('jsdomEnvironment.cjs'),
  testEnvironmentOptions: { ...testEnvironmentOptions, base: testEnvironment },
  runtime: here('pageRuntime.cjs'),
  moduleNameMapper: {
    ...moduleNameMapper,
    'style-inject\\.es\\.esm\\.js$': here('noStyles.cjs'),
  },
});

/** How other suites do: third-party modules once a worker, and not once a suite. */
const ofOthers = () => ({
  testEnvironment: here('nodeEnvironment.cjs'),
  runtime: here('nodeRuntime.cjs'),
});

const isOfPages = project => project.testEnvironment.includes('jsdom');

function loadingOf(project) {
  if (process.env.IRSA_TEST_MODULES === 'fresh') {
    return {};
  }
  return isOfPages(project) ? ofPages(project) : ofOthers();
}

/** IRSA_TEST_PART is one of these. Without it, all projects run. */
const parts = {
  pages: isOfPages,
  others: project => !isOfPages(project),
};
const part = process.env.IRSA_TEST_PART;

/** The configuration that Backstage makes from our packages. With IRSA_TEST_MODULES=fresh, modules are loaded as in stock Jest. */
module.exports = backstage.then(config => ({
  ...config,
  reporters: [
    'default',
    [
      here('processorTime.cjs'),
      {
        file: path.join(root, '.cache', `suites${part ? `-${part}` : ''}.tsv`),
      },
    ],
  ],
  projects: config.projects
    .filter(parts[part] ?? (() => true))
    .map(project => ({
      ...project,
      testRunner: here('measuredRunner.cjs'),
      testPathIgnorePatterns: ignoredSuites(
        project,
        process.env.IRSA_TEST_SIZE,
      ),
      ...loadingOf(project),
    })),
}));
