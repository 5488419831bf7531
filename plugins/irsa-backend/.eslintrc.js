module.exports = require('../../scripts/lint/eslint.cjs')(__dirname);
