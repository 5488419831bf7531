const knox = require('knox');
const conf = require('./conf');

module.exports = knox.createClient({
  key: conf.key,
  secret: conf.secret,
  bucket: 'files',
});
