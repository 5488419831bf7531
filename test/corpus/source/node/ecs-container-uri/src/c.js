const axios = require('axios');

exports.creds = () =>
  axios.get(`http://169.254.170.2${process.env.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI}`);
