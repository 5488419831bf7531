module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  rules: {
    // The tables are modules that declare tests, so they are both.
    'jest/no-export': 'off',
    'jest/valid-title': 'off',
    'jest/no-standalone-expect': 'off',
  },
});
