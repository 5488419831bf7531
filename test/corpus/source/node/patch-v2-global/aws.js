const AWS = require('aws-sdk');

AWS.config.update({
  region: 'eu-west-1',
  accessKeyId: process.env.KEY,
  secretAccessKey: process.env.SECRET,
});
module.exports = AWS;
