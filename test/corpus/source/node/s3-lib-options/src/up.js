const s3 = require('s3');

const client = s3.createClient({
  s3Options: {
    accessKeyId: conf.id,
    secretAccessKey: conf.secret,
  },
});
