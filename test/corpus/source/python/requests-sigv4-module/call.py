from requests_aws4auth import AWS4Auth

auth = AWS4Auth(conf.key, conf.secret, "eu-west-1", "execute-api")
