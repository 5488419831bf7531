const ses = require('node-ses');

const client = ses.createClient({ key: conf.id, secret: conf.secret });
