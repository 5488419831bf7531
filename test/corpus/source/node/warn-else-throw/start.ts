if (process.env.AWS_ACCESS_KEY_ID) {
  logger.info('key found');
} else {
  throw new Error('no key');
}
