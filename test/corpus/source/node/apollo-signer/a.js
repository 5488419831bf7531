const aws4 = require('aws4');

aws4.sign(options, { accessKeyId: conf.id, secretAccessKey: conf.secret });
