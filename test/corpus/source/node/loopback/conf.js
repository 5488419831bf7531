const env = require('env-var');

exports.id = env.get('AWS_ACCESS_KEY_ID').required().asString();
