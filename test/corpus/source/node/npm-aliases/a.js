const AWS = require('aws');
