module.exports = new (require('aws-sdk').S3)();
