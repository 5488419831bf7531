const AWS = require('aws-sdk');

const es = require('elasticsearch').Client({
  hosts: [HOST],
  connectionClass: require('http-aws-es'),
  awsConfig: new AWS.Config({
    credentials: new AWS.Credentials(conf.id, conf.secret),
    region: 'eu-west-1',
  }),
});
