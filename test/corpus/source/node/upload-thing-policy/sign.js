const crypto = require('crypto');

exports.sign = (policy, date) => {
  const dateKey = crypto.createHmac('sha256', 'AWS4' + SECRET).update(date).digest();
  return crypto.createHmac('sha256', dateKey).update(policy).digest('hex');
};
