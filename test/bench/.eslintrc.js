const path = require('node:path');

// No package of its own: what is measured here are the plugins as they are, with their dependencies.
module.exports = require('@backstage/cli/config/eslint-factory')(
  path.resolve(__dirname, '../../plugins/irsa-backend'),
  {
    rules: {
      '@backstage/no-relative-monorepo-imports': 'off',
      'no-restricted-syntax': 'off',
      // The server of the tests, and the lab's administrator.
      'no-restricted-imports': 'off',
      'no-console': 'off',
    },
  },
);
