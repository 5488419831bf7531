const { Client } = require('minio');

const store = new Client({
  endPoint: 's3.amazonaws.com',
  accessKey: process.env.STORE_KEY,
  secretKey: process.env.STORE_SECRET,
});
module.exports = store;
