module.exports = require('../../scripts/lint/eslint.cjs')(__dirname, {
  rules: {
    // Nothing imports this package. It tests the plugins.
    '@backstage/no-mixed-plugin-imports': 'off',
    // The PostgreSQL that the tests of the plugin use is used here too.
    '@backstage/no-relative-monorepo-imports': 'off',
    'no-restricted-imports': 'off',
  },
});
