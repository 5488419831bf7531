// CommonJS, for __dirname: Playwright compiles imports of its tests to CommonJS, which has no import.meta.
module.exports = require('node:path').resolve(__dirname, '../..');
