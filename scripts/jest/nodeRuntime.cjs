const { default: JestRuntime } = require('jest-runtime');
const { keepingRuntime } = require('./keepingRuntime.cjs');

module.exports = keepingRuntime(JestRuntime);
