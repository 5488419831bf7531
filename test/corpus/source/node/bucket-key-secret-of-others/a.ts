const limiter = new Bucket({ bucket: 'logins', key: request.ip, refill: 3 });
const cookie = { secret: config.cookieSecret, key: 'sid', httpOnly: true };
