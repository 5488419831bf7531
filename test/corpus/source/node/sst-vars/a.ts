const masked = Object.keys(process.env).filter(name => !/^AWS_(ACCESS_KEY_ID|SECRET_ACCESS_KEY)$/.test(name));
