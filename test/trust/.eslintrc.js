const path = require('node:path');

// This folder is not a package. It judges cases with the trust rules of the plugins.
module.exports = require('../../scripts/lint/eslint.cjs')(
  path.resolve(__dirname, '../../plugins/irsa-common'),
  {
    rules: {
      '@backstage/no-relative-monorepo-imports': 'off',
      // The reader of case files, which the tests of the rules share.
      'no-restricted-imports': 'off',
    },
  },
);
