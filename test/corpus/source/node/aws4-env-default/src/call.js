const aws4 = require('aws4');

module.exports = (path) => aws4.sign({ service: 'es', region: 'eu-west-1', host: HOST, path });
