const AWS = require('aws-sdk');
const sts = new AWS.STS();
sts.getFederationToken({ Name: 'upload', Policy: policy, DurationSeconds: 3600 }, done);
