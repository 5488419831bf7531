const aws4 = require('aws4');

module.exports = (path) =>
  aws4.sign(
    { service: 'es', host: process.env.ES_HOST, path },
    {
      accessKeyId: process.env.AWS_ACCESS_KEY_ID,
      secretAccessKey: process.env.AWS_SECRET_ACCESS_KEY,
    },
  );
