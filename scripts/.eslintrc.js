module.exports = require('./lint/eslint.cjs')(__dirname, {
  role: 'cli',
  isJavaScript: true,
  parserOptions: { ecmaVersion: 2022 },
  rules: {
    // A function may use what is set before it is called.
    '@typescript-eslint/no-use-before-define': [
      'error',
      { functions: false, variables: false },
    ],
  },
});
