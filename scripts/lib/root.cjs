// CommonJS for its __dirname: Playwright turns what its tests import into CommonJS, where import.meta is not known.
module.exports = require('node:path').resolve(__dirname, '../..');
