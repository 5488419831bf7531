const path = require('node:path');

// This folder is not a package. It measures the plugins with their own dependencies.
module.exports = require('../../scripts/lint/eslint.cjs')(
  path.resolve(__dirname, '../../plugins/irsa-backend'),
  {
    rules: {
      '@backstage/no-relative-monorepo-imports': 'off',
      'no-restricted-syntax': 'off',
      // The test server, and the lab's administrator.
      'no-restricted-imports': 'off',
      'no-console': 'off',
    },
  },
);
