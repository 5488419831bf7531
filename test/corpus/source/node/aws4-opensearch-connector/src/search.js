const AWS = require('aws-sdk');
const elasticsearch = require('elasticsearch');

module.exports = new elasticsearch.Client({
  host: 'https://search.example.com',
  connectionClass: require('http-aws-es'),
  awsConfig: new AWS.Config({
    credentials: new AWS.Credentials(process.env.ES_KEY, process.env.ES_SECRET),
    region: 'eu-west-1',
  }),
});
