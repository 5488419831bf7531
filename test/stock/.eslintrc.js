module.exports = require('../../scripts/lint/eslint.cjs')(__dirname, {
  role: 'cli',
  rules: {
    // The PostgreSQL that the tests of the plugin use is used here too.
    '@backstage/no-relative-monorepo-imports': 'off',
    'no-restricted-imports': 'off',
  },
});
